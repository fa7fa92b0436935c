# An ordinary client against the ticktimer: all memory is taken before its first alarm; every message of every kind; crowds that
# wait for ever; floods; ends in the middle of it. Who sleeps and locks beside it and afterwards does so as if alone.
icount
timeout 150
with programs/served.elf
with programs/hostile_client.elf,pages=16777216
exec spawn served ticktimer 1
exec run hostile_client ticktimer starves 0
exec run hostile_client ticktimer kinds
exec spawn hostile_client ticktimer waits 0
exec spawn hostile_client ticktimer waits 1
exec spawn hostile_client ticktimer waits 2
exec spawn hostile_client ticktimer waits 3
exec run served ticktimer 4
exec spawn hostile_client ticktimer floods 0
exec run served ticktimer 1
exec run hostile_client ticktimer dies 1
exec run hostile_client ticktimer dies 9
exec run served ticktimer
exec audit
exec shutdown
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^PASS hostile_client every message of every kind is answered$
expect ^> run served ticktimer 4$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served ticktimer 1$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served ticktimer$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect all tables agree
forbid FAIL
forbid ticktimer_server \(pid
