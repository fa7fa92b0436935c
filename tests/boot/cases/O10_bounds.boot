# O10: what a system call costs, in exact instructions, and that it stays within its limit (docs/bounds.md).
board virt32
icount
with programs/bounds.elf
with programs/bounds_echo.elf
exec spawn bounds_echo
exec run bounds
exec shutdown
expect ^PASS bounds GetProcessId
expect ^PASS bounds a page lent and returned
expect ^bounds exited with code 0$
forbid FAIL
