# A server returns loans twice, answers twice, and takes an earlier token for a later loan; then it dies. Its client is served
# as by any other.
board virt32 virt64
stress every random
with programs/honest_server.elf,look
with programs/honest_client.elf,look
with programs/misuser.elf,look
timeout 120
exec spawn misuser twice
exec run honest_client misuser
exec map
exec spawn misuser twice
exec run honest_client misuser
exec map
exec audit
exec shutdown
expect ^PASS honest_client no note is lost$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free:0x8\S+ memory ram 0 free}$
expect ^PASS honest_client no note is lost$
expect ^honest_client exited with code 0$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
