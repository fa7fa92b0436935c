# Two programs: a loan is set aside while it is handed over, and its receiver runs meanwhile. What was looked up before is not
# written to afterwards.
stress every random
with programs/hostile_race.elf
icount
timeout 120
exec spawn hostile_race keeper
exec run hostile_race
exec audit
exec shutdown
expect ^PASS race registers stay as they were left, 16 strikes$
expect ^hostile_race exited with code 0$
expect all tables agree
forbid FAIL
