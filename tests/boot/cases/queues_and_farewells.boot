# Queues: quotas, who waits for room, and that nothing is lost. Ends: everybody who waits gets the error that is due, and goes on.
board virt32 virt64 icicle
stress every random audited_every audited_random
with programs/queues.elf
with programs/farewells.elf
exec run queues
exec audit
exec run farewells
exec audit
exec shutdown
expect ^PASS queues a quota of 128 at least, then ServerQueueFull$
expect ^PASS queues memory counts as well$
expect ^PASS queues the sender waits at its quota$
expect ^PASS queues all arrive, in order, and none twice$
expect ^PASS queues and is answered$
expect ^queues exited with code 0$
expect all tables agree
expect ^PASS farewells who receives from a server that is destroyed$
expect ^PASS farewells who asks it$
expect ^PASS farewells who lends to it$
expect ^PASS farewells who lends to it mutably$
expect ^PASS farewells who waits for room in it$
expect ^PASS farewells who touches what was on its way there goes on$
expect ^PASS farewells and who asked has it$
expect ^PASS farewells who waits for a server to be made is connected$
expect ^PASS farewells who waits for a thread goes on at its end$
expect ^farewells exited with code 0$
expect all tables agree
forbid FAIL
