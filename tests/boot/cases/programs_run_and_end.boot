# Arguments arrive, exit codes come back, a program that never asks for anything can be ended.
board virt32 virt64 icicle
with programs/exit_code.elf
with programs/forever.elf
expect ^freehold> $
type run exit_code one two\r
expect ^argument 0: exit_code$
expect ^argument 1: one$
expect ^argument 2: two$
expect ^exit_code exited with code 3$
type spawn forever\r
expect ^spawned forever pid {pid:\d+}$
expect ^freehold> $
type kill {pid}\r
expect ^forever \(pid {pid}\) ended: killed$
type run nowhere\r
expect ^run nowhere: NotFound$
type shutdown\r
