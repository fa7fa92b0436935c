# R2, R5: a range that has an owner is refused, one that is not listed too, and a free one is granted.
exec    claim {uart} 4096
exec    claim {unlisted} 4096
exec    claim {device} 4096
exec    map
exec    shutdown
expect  ^> claim {uart}
expect  MemoryInUse
expect  BadAddress
expect  ^> claim {device}
expect  ^{device_pages} \d+ shell$
forbid  ^{unlisted}-
