# An ordinary client against the example server of docs/messages.md: every message of every kind, more texts than it may keep,
# searches without end, floods, and ends in the middle of it.
icount
timeout 150
with programs/served.elf
with programs/hostile_client.elf
with programs/archive_server.elf,watch
exec spawn archive_server
exec run hostile_client archive kinds
exec run served archive
exec spawn hostile_client archive waits 0
exec spawn hostile_client archive waits 1
exec run served archive 2
exec spawn hostile_client archive floods 0
exec run served archive 1
exec run hostile_client archive dies 1
exec run hostile_client archive dies 9
exec run served archive
exec audit
exec shutdown
expect ^PASS hostile_client every message of every kind is answered$
expect ^PASS served is served as if it were alone$
expect ^> run served archive 2$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served archive 1$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served archive$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect all tables agree
forbid FAIL
forbid archive_server \(pid
