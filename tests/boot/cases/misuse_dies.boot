# A server dies while loans, a mutable loan and questions wait for it, half of them received and half not: all who wait get
# ServerNotFound, and what was lent is theirs again.
board virt32 virt64
stress every random audited_random
with programs/honest_server.elf,look
with programs/honest_client.elf,look
with programs/misuser.elf,look
timeout 120
exec spawn misuser orphans
exec run honest_client orphans
exec map
exec spawn misuser orphans
exec run honest_client orphans
exec map
exec audit
exec shutdown
expect ^PASS honest_client all who waited are told$
expect ^PASS honest_client all have their memory$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free:0x8\S+ memory ram 0 free}$
expect ^PASS honest_client all who waited are told$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
