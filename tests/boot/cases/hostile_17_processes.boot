# In the shell's place, for its right to spawn: a thousand processes that leave all they have, ids of the dead, jumps to the
# kernel's magic addresses. It powers the machine off itself.
stress every random
with programs/hostile_parent.elf=shell,look
with programs/hostile_child.elf,look
expect ^PASS 20 a return from no interrupt
expect ^PASS 20 a return from no exception
expect ^PASS 20 a jump into the kernel
expect ^PASS 20 an exception handler that goes back
expect ^PASS 20 the first thread returning to where threads end
expect ^PASS 17 spawning what is not there
expect ^PASS 20 ending and watching who is not there
expect ^PASS 17 a thousand processes that leave all they have
expect ^PASS 17 ids of the dead are not given away
expect ^PASS 20 watching who has ended$
expect ^PASS 20 more watchers than an end can tell$
expect ^hostile_parent: 0 failures$
forbid FAIL
