# O14 in real time: shares of the machine's own time, of several measurements the best, so that a busy host does not count.
with programs/fair.elf,spawn,look
with programs/fair_honest.elf
with programs/fair_thief.elf,spawn,look
timeout 600
exec run fair real
exec shutdown
expect ^PASS fair spins$
expect ^PASS fair yields just before the end of its turn$
expect ^PASS fair sleeps by alarms$
expect ^PASS fair starts processes$
expect ^fair exited with code 0$
forbid FAIL
