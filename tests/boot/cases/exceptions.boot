# SetExceptionHandler: a program is told of its faults and goes on, after the instruction or with it once more; where several threads fault at once,
# one after the other. A fault of the
# handler, a handler that gives up, and a jump to where handlers return by who is none, end that program.
board virt32 virt64 icicle
stress every random
with programs/exceptions.elf
exec run exceptions
exec run exceptions nested
exec run exceptions given_up
exec run exceptions taken_back
exec run exceptions outside
exec run exceptions interrupt
exec audit
exec shutdown
expect ^PASS exceptions a load is told$
expect ^PASS exceptions the next instruction runs, all registers as before$
expect ^PASS exceptions a store is told$
expect ^PASS exceptions an instruction that is none is told$
expect ^PASS exceptions a breakpoint is told$
expect ^PASS exceptions an instruction runs again where the handler says 0$
expect ^PASS exceptions a thread that faults is resumed, and ends as ever$
expect ^PASS exceptions threads that fault while the handler runs wait for it, and are resumed$
expect ^exceptions exited with code 0$
expect ^exceptions \(pid \d+\) ended: load page fault at 0x00000020$
expect ^exceptions \(pid \d+\) ended: instruction page fault at 0x(ffffffff)?ff804000$
expect ^exceptions \(pid \d+\) ended: load page fault at 0x00000010$
expect ^exceptions \(pid \d+\) ended: instruction page fault at 0x(ffffffff)?ff804000$
expect ^exceptions \(pid \d+\) ended: instruction page fault at 0x(ffffffff)?ff802000$
expect all tables agree
forbid FAIL
