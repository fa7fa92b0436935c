# Arguments and variables arrive, exit codes come back, a program that never asks for anything can be ended.
with programs/exit_code.elf
with programs/forever.elf
expect ^freehold> $
type run exit_code one two\r
expect ^argument 0: exit_code$
expect ^argument 1: one$
expect ^argument 2: two$
expect ^exit_code exited with code 3$
type run COLOUR=blue EMPTY= exit_code A=B\r
expect ^argument 0: exit_code$
expect ^argument 1: A=B$
expect ^variable COLOUR=blue$
expect ^variable EMPTY=$
expect ^COLOUR is blue$
expect ^exit_code exited with code 2$
type run COLOUR=blue\r
expect ^run: no program is named behind the variables$
type spawn forever\r
expect ^spawned forever pid {pid:\d+}$
expect ^freehold> $
type kill {pid}\r
expect ^forever \(pid {pid}\) ended: killed$
type run nowhere\r
expect ^run nowhere: NotFound$
type shutdown\r
