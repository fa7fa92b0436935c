# O14: no strategy gets a process more than its fair share of time and 5 %, counted exactly.
icount
with programs/fair.elf,spawn,look
with programs/fair_honest.elf
with programs/fair_thief.elf,spawn,look
timeout 900
exec run fair
exec audit
exec shutdown
expect ^PASS fair spins$
expect ^PASS fair yields just before the end of its turn$
expect ^PASS fair sleeps by alarms$
expect ^PASS fair calls that others help to their end$
expect ^PASS fair starts processes$
expect ^fair exited with code 0$
expect all tables agree
forbid FAIL
