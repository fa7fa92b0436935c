# A line of the console holds what one process printed: init tells of an end, and then the shell, each on a line of its own.
board virt32
with programs/half_line.elf
exec run half_line
exec run half_line
exec shutdown
expect ^half of a line$
expect ^half_line \(pid \d+\) ended: exit code 3$
expect ^half_line exited with code 3$
expect ^half of a line$
expect ^half_line \(pid \d+\) ended: exit code 3$
expect ^half_line exited with code 3$
forbid half of a line.
