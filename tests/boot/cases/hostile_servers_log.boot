# An ordinary client against the log server: every message of every kind; panics that are
# begun and not ended; floods; an end in the middle of it. Who asks beside it and afterwards is served, in time.
icount
timeout 150
with programs/served.elf
with programs/hostile_client.elf
with programs/watched.elf
exec run hostile_client log kinds
exec run served log
exec spawn hostile_client log waits 0
exec spawn hostile_client log waits 1
exec spawn hostile_client log waits 2
exec spawn hostile_client log waits 3
exec run watched
exec run served log 4
exec spawn hostile_client log floods 0
exec run served log 1
exec run hostile_client log dies 1
exec run hostile_client log dies 9
exec run served log
exec audit
exec shutdown
expect ^PASS hostile_client every message of every kind is answered$
expect ^PASS hostile_client what is lent to be read comes back as it was$
expect ^PASS served is served as if it were alone$
expect ^watched \(pid \d+\) panicked: last word!$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served log 1$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served log$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect all tables agree
forbid FAIL
forbid uart_server \(pid
