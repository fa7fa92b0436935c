# RAM and page tables to the last page, with the pool and with the limit as the end; every page of the address space; what is
# left in registers. What others have marked arrives zeroed (18), and all comes back.
stress every random
timeout 180
with programs/hostile_hog.elf,look
with programs/hostile_exhaust.elf,look
with programs/hostile_sweep.elf,look
with programs/hostile_regs.elf,look
exec run hostile_regs
exec run hostile_hog 300 leave
exec run hostile_exhaust
exec audit
exec run hostile_sweep
exec spawn hostile_hog 700
exec run hostile_exhaust beside
exec audit
exec shutdown
expect ^PASS 19 a new thread's registers
expect ^PASS 19 words that a reply does not use
expect ^PASS 19 registers that a call keeps
expect ^hostile_regs exited with code 0$
expect ^hostile_hog: has \d+ pages$
expect ^PASS 12 RAM to the last page, one by one
expect ^PASS 12 RAM to the last page, largest pieces first
expect ^PASS 13 a page in each 4 MiB
expect ^hostile_exhaust exited with code 0$
expect all tables agree
expect ^PASS 14 every page of the address space
expect ^PASS 14 100,000 random ranges
expect ^hostile_sweep exited with code 0$
expect ^PASS 12 RAM to the last page, one by one
expect ^PASS 13 a page in each 4 MiB
expect ^hostile_exhaust exited with code 0$
expect all tables agree
forbid FAIL
