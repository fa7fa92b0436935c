# An ordinary client lends each server every kind of page - fresh, for reading only, without any rights, a device's - up to 4 MiB:
# what the server could not use is refused by the kernel, the rest comes back, and each server is the same afterwards.
timeout 200
with programs/served.elf
with programs/hostile_client.elf
with programs/archive_server.elf,watch
exec spawn archive_server
exec run hostile_client log lends {device}
exec run hostile_client ticktimer lends {device}
exec run hostile_client names lends {device}
exec run hostile_client time lends {device}
exec run hostile_client archive lends {device}
exec run served log; run served ticktimer; run served names; run served time; run served archive
exec audit
exec shutdown
expect ^PASS hostile_client only what can be used is delivered$
expect ^> run hostile_client ticktimer lends
expect ^PASS hostile_client every kind of page comes back$
expect ^> run hostile_client names lends
expect ^PASS hostile_client every kind of page comes back$
expect ^> run hostile_client time lends
expect ^PASS hostile_client every kind of page comes back$
expect ^> run hostile_client archive lends
expect ^PASS hostile_client every kind of page comes back$
expect ^> run served archive$
expect ^PASS served is served as if it were alone$
expect all tables agree
forbid FAIL hostile_client
forbid FAIL restarter
forbid FAIL served is served as
forbid _server \(pid
