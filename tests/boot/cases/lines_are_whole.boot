# A line of the console holds what one process printed: the shell and init tell of an end, in whatever order, on lines of
# their own.
board virt32
with programs/half_line.elf
exec run half_line
exec run half_line
exec shutdown
expect ^half of a line$
expect ^half_line (exited with code 3|\(pid \d+\) ended: exit code 3)$
expect ^half_line (exited with code 3|\(pid \d+\) ended: exit code 3)$
expect ^half of a line$
expect ^half_line (exited with code 3|\(pid \d+\) ended: exit code 3)$
forbid half of a line.
