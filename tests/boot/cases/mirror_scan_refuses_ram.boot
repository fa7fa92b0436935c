# The scan at boot finds that the listed mirror is the DRAM once more, names both, and starts nothing.
board icicle
kernel controls/mirror_as_ram/kernel_scan_on.elf
expect ^freehold: cannot start: dram 0x80080000-0xbfffffff and mirror 0xc0000000-0xc3ffffff are the same memory: 0x8[0-9a-f]{7} shows at 0xc[0-9a-f]{7}$
forbid ^freehold>
status 1
