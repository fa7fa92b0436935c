# Storage and registers are not written by the kernel: what a process leaves there when it frees them, exits or faults is what the
# next owner finds. In the time server's place stands what has no clock, so that the clock's registers are free.
stress every random
with programs/hostile_peer.elf=time_server,look
with programs/hostile_keeps.elf,look
exec run hostile_keeps first
exec run hostile_keeps next fault
exec run hostile_keeps next
exec audit
exec shutdown
expect ^PASS 18 storage keeps its bytes$
expect ^PASS 18 a register keeps its value$
expect ^hostile_keeps exited with code 0$
expect ^PASS 18 storage keeps its bytes$
expect ^PASS 18 a register keeps its value$
expect ^hostile_keeps (was ended by a fault|\(pid \d+\) ended: store page fault at 0x0+1000)$
expect ^PASS 18 storage keeps its bytes$
expect ^PASS 18 a register keeps its value$
expect ^hostile_keeps exited with code 0$
expect all tables agree
forbid FAIL
