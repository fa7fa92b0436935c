# In the shell's place, for its right to spawn: messages to a server that has died, when another has its id and its address. It
# powers the machine off itself.
stress every random audited_random
with programs/hostile_ids.elf=shell,look
with programs/hostile_ids.elf,look
expect ^PASS 17 what is sent to the dead never reaches who has its id$
expect ^hostile_ids: 0 failures$
forbid FAIL
