# O10: each system call where it costs most, in exact instructions, within its limit (docs/bounds.md). The limits are those of the
# board's own table.
board virt32
icount
with programs/bounds_worst.elf,look
with programs/bounds_echo.elf
exec spawn bounds_echo
exec run bounds_worst
exec audit
exec shutdown
expect ^PASS bounds Yield
expect ^PASS bounds_worst all calls were granted$
expect ^bounds_worst exited with code 0$
expect all tables agree
forbid FAIL
