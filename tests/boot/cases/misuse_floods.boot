# A process floods a server with messages of every kind from many threads, and dies with its quota full: who asks the same
# server beside it is served, loses nothing, and no page is missing afterwards.
board virt32 virt64
stress every random
with programs/honest_server.elf,look
with programs/honest_client.elf,look
with programs/misuser.elf,look
timeout 120
exec spawn honest_server
exec run misuser flood
exec run honest_client alone
exec map
exec spawn misuser flood
exec run honest_client
exec run misuser flood
exec run honest_client alone
exec map
exec audit
exec shutdown
expect ^PASS misuser a flood is refused with ServerQueueFull$
expect ^misuser (was ended by a fault|\(pid \d+\) ended: store page fault at 0x0000000[48])$
expect ^PASS honest_client no note is lost$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free:0x8\S+ memory ram 0 free}$
expect ^PASS honest_client no note is lost$
expect ^honest_client exited with code 0$
expect ^misuser (was ended by a fault|\(pid \d+\) ended: store page fault at 0x0000000[48])$
expect ^PASS honest_client no note is lost$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
