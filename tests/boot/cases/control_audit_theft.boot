# The audit after every trap can fail: this kernel plants a page of one process mapped in another, and is stopped at once.
board virt32
kernel audit/planted.elf
etc plant=theft
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec shutdown
expect ^kernel audit: pid 3, 0x1[0-9a-f]{4}: page 0x80[0-9a-f]{6} is mapped and not owned, its owner is pid 2$
forbid ^> shutdown
status 1
