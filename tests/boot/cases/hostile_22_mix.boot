# Two attackers that do all that programs can do to each other, at random moments, and are ended at random moments: nothing is
# lost, and the books agree. The seed is in the line that it prints.
stress every random audited_every audited_random
with programs/hostile_mix.elf,spawn,look
timeout 120
exec run hostile_mix 1 5000
exec audit
exec shutdown
expect ^PASS mix$
expect ^hostile_mix: seed 1, \d+ attackers, \d+ steps$
expect ^hostile_mix exited with code 0$
expect all tables agree
forbid FAIL
forbid kernel audit
