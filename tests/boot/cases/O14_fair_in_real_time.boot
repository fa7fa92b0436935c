# O14 in real time, as ratios of what both sides counted themselves, of several measurements the best: a busy host can hide a
# thief but not make one. O14_fair_shares is exact.
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
