# Without init there is nothing to go on for: the machine ends, and whoever started it is told of a failure.
with programs/null_read.elf=init
expect ^freehold: init has ended: cause 1, code 13, address 0x0$
status 1
