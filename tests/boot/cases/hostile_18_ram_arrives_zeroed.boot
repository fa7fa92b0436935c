# In the shell's place, for its rights: RAM is full of a dead process' marks, and is had at once by another as the very same pages,
# as any, side by side and as a heap. It powers the machine off itself.
stress every random
timeout 120
with programs/hostile_scrub.elf=shell,look
with programs/hostile_hog.elf,look
expect ^PASS 18 the very pages of one that exited$
expect ^PASS 18 the very pages of one that was killed$
expect ^PASS 18 the very pages of one that faulted$
expect ^PASS 18 any pages after one that exited$
expect ^PASS 18 any pages after one that was killed$
expect ^PASS 18 pages side by side after one that faulted$
expect ^PASS 18 a heap after one that exited$
expect ^PASS 18 a heap after one that was killed$
expect ^hostile_scrub: 0 failures$
forbid FAIL
