# Random system calls with random, boundary and stale arguments, from several threads of two processes that send to each
# other: 50,000 of them. The seeds are in the lines that it prints.
stress every random audited_random
with programs/hostile_fuzz.elf,look
exec spawn hostile_fuzz 1 25000
exec run hostile_fuzz 2 25000
exec audit
exec run hostile_fuzz 3 100
exec audit
exec shutdown
expect ^hostile_fuzz: seed 2, 24999 calls$
expect ^PASS fuzz seed \d: \d+ calls, \d+ refused, the books agree$
expect ^hostile_fuzz exited with code 0$
expect all tables agree
expect ^PASS fuzz seed 3
expect all tables agree
forbid FAIL
