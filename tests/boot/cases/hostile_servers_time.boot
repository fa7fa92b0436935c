# An ordinary client against the time server: every message of every kind, questions without end, floods, and an end in the middle.
icount
timeout 150
with programs/served.elf
with programs/hostile_client.elf
exec run hostile_client time kinds
exec spawn hostile_client time waits 0
exec run served time 1
exec spawn hostile_client time floods 0
exec run served time 1
exec run hostile_client time dies 1
exec run served time
exec audit
exec shutdown
expect ^PASS hostile_client every message of every kind is answered$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served time 1$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served time$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect all tables agree
forbid FAIL
forbid time_server \(pid
