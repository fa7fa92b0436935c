# A program that does what it must not is ended with one line, and everything else goes on.
with programs/null_read.elf
with programs/kernel_jump.elf
with programs/kernel_read.elf
with programs/kernel_write.elf
with programs/text_write.elf
with programs/data_jump.elf
with programs/illegal.elf
with programs/privileged.elf
with programs/stack_overflow.elf
exec run null_read
exec run kernel_jump
exec run kernel_read
exec run kernel_write
exec run text_write
exec run data_jump
exec run illegal
exec run privileged
exec run stack_overflow
exec map
exec ps
exec audit
exec shutdown
expect ^null_read \(pid \d+\) ended: load page fault at 0x00000000$
expect ^kernel_jump \(pid \d+\) ended: instruction page fault at 0xc0000000$
expect ^kernel_read \(pid \d+\) ended: load page fault at 0xc0000000$
expect ^kernel_write \(pid \d+\) ended: store page fault at 0xc0000000$
expect ^text_write \(pid \d+\) ended: store page fault at 0x0001[0-9a-f]{4}$
expect ^data_jump \(pid \d+\) ended: instruction page fault at 0x6[0-9a-f]{7}$
expect ^illegal \(pid \d+\) ended: illegal instruction at 0x[0-9a-f]{8}$
expect ^privileged \(pid \d+\) ended: illegal instruction at 0x[0-9a-f]{8}$
expect ^stack_overflow \(pid \d+\) ended: store page fault at 0x7ff[0-9a-f]{5}$
expect all tables agree
check map_is_consistent
