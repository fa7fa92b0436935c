# An interrupt comes again and again. While its thread stands on memory that it has unmapped, as Rust's threads do before they end, the
# handler waits and the process lives; with the thread the interrupt is free again.
board virt32 virt64 icicle
with programs/interrupts.elf=time_server
with programs/interrupts.elf
exec run interrupts wait
exec audit
exec shutdown
expect ^PASS interrupts an interrupt comes again and again$
expect ^PASS interrupts an interrupt waits while its thread has no stack$
expect ^PASS interrupts its interrupt is free again$
expect ^PASS interrupts and comes to who claimed it$
expect ^interrupts exited with code 0$
expect all tables agree
forbid FAIL
forbid time_server .* ended
