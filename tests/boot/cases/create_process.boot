# CreateProcess, in the shell's place for its right to spawn: a process made of its parent's pages serves the address that it
# was started with, has its text read-only, no power, and its parent's limits. What cannot be changes nothing.
board virt32 virt64 icicle
stress every random audited_every
with programs/create_process.elf=shell,look
expect ^PASS a process made of pages$
expect ^PASS its text cannot be written$
expect ^PASS an entry where nothing is$
expect ^PASS half a page of text$
expect ^PASS no stack$
expect ^PASS text for the kernel$
expect ^PASS the text where the stack will be$
expect ^PASS a stack that cannot be written$
expect ^PASS a device as the text$
expect ^PASS a parent that has all connections there are$
expect ^create_process: 0 failures$
forbid FAIL
