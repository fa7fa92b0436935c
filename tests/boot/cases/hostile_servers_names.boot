# An ordinary client against the name server: five processes with crowds that wait for a name, while a sixth asks; more names of
# the dead than there ever were places; a name that the boot image keeps for another program; floods; every message of every kind.
icount
timeout 150
with programs/served.elf
with programs/hostile_client.elf
exec run hostile_client names kinds
exec run hostile_client names reserved
exec run served names
exec run hostile_client names dies 9
exec map
exec spawn hostile_client names floods 0
exec run served names 1
exec spawn hostile_client names waits 0
exec spawn hostile_client names waits 1
exec spawn hostile_client names waits 2
exec spawn hostile_client names waits 3
exec spawn hostile_client names waits 4
exec run served names 5
exec run hostile_client names dies 1; run hostile_client names dies 2; run hostile_client names dies 3; run hostile_client names dies 4
exec run hostile_client names dies 5; run hostile_client names dies 6; run hostile_client names dies 7; run hostile_client names dies 8
exec run hostile_client names dies 9
exec run served names
exec map
exec audit
exec shutdown
expect ^PASS hostile_client every message of every kind is answered$
expect ^PASS hostile_client a name that is another's is refused$
expect ^PASS served is served as if it were alone$
expect ^> map$
expect ^{free:0x8\S+ \S+ ram 0 free}$
expect ^> run served names 1$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served names 5$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> run served names$
expect ^PASS served is served as if it were alone$
expect ^PASS served is served in time$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
forbid name_server \(pid
