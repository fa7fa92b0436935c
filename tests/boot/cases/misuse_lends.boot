# A process lends and gives away what it does not own, and dies over it: each is refused, and nobody else notices.
board virt32 virt64
stress every random audited_random
with programs/honest_server.elf,look
with programs/honest_client.elf,look
with programs/misuser.elf,look
timeout 120
exec spawn honest_server
exec run misuser lend
exec run honest_client alone
exec map
exec spawn misuser lend
exec run honest_client
exec run misuser lend
exec run honest_client alone
exec map
exec audit
exec shutdown
expect ^PASS misuser nothing$
expect ^PASS misuser the kernel$
expect ^PASS misuser what wraps$
expect ^PASS misuser all there is$
expect ^PASS misuser what it gave away$
expect ^PASS misuser half a page$
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
