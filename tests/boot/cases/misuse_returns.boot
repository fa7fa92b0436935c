# A process answers messages and returns loans that were never its own, with tokens that others have at that moment, and dies
# over it: each is refused, and others get the answers of who they asked.
board virt32 virt64
stress every random audited_every
with programs/honest_server.elf,look
with programs/honest_client.elf,look
with programs/misuser.elf,look
timeout 120
exec spawn honest_server
exec run misuser return
exec run honest_client alone
exec map
exec spawn misuser return
exec run honest_client
exec run misuser return
exec run honest_client alone
exec map
exec audit
exec shutdown
expect ^PASS misuser no answer is taken from who was not asked$
expect ^PASS misuser and each gets ProcessNotFound$
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
