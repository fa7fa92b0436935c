# Random system calls on a kernel that audits all memory after every trap.
board virt32
kernel audit/checked.elf
timeout 180
with programs/hostile_fuzz.elf,look
exec spawn hostile_fuzz 4 5000
exec run hostile_fuzz 5 5000
exec audit
exec shutdown
expect ^PASS fuzz seed \d: \d+ calls, \d+ refused, the books agree$
expect ^hostile_fuzz exited with code 0$
expect all tables agree
forbid FAIL
forbid kernel audit
