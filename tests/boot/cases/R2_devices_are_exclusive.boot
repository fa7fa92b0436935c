# R2, R5: a range that has an owner is refused, one that is not listed too, and a free one is granted.
board   virt32 virt64
exec    claim 0x10000000 4096
exec    claim 0x50000000 4096
exec    claim 0x10001000 4096
exec    map
exec    shutdown
expect  ^> claim 0x10000000
expect  MemoryInUse
expect  BadAddress
expect  ^> claim 0x10001000
expect  ^0x10001000-0x10001fff virtio@10001000 device \d+ shell$
forbid  ^0x50000000
