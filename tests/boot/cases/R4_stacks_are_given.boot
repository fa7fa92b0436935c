# R4: a thread's stack is memory that its process already has; the kernel refuses any other, and gets none back but all.
with programs/threads.elf,look
exec run threads
exec audit
exec shutdown
expect ^PASS threads a stack that is not mapped
expect ^PASS threads a stack in the kernel
expect ^PASS threads none has seen another's memory
expect ^PASS threads every stack was given back
expect ^threads exited with code 0$
expect all tables agree
forbid FAIL
