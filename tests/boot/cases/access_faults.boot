# Where nothing answers on the bus, the one program that touches it is ended. Its device is free again.
board virt32 virt64
with programs/device_touch.elf
exec run device_touch 0x10001000 0 load
exec run device_touch 0x10001000 0x800 load
exec run device_touch 0x10001000 0x800 store
exec map
exec audit
exec shutdown
expect ^device_touch exited with code 0$
expect ^device_touch \(pid \d+\) ended: load access fault at 0x6[0-9a-f]{4}800$
expect ^device_touch \(pid \d+\) ended: store access fault at 0x6[0-9a-f]{4}800$
expect ^0x10001000-0x10001fff \S+ device 0 free$
expect all tables agree
forbid FAIL
