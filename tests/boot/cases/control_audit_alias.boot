# The audit after every trap can fail: this kernel plants one page of memory mapped twice in one process, and is stopped at once.
board virt32
kernel audit/planted.elf
etc plant=alias
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec shutdown
expect ^kernel audit: pid 2, 0x1[0-9a-f]{4}: page 0x80[0-9a-f]{6} is mapped a second time, its owner is pid 2$
forbid ^> shutdown
status 1
