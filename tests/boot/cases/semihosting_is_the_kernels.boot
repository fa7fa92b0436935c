# The way this machine ends is open to the kernel alone: a user program that asks for it is ended itself.
board icicle
with programs/semihosting.elf
exec run semihosting
exec ps
exec shutdown
expect ^semihosting \(pid \d+\) ended: breakpoint at 0x[0-9a-f]{8}$
expect ^PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE$
