# A list that has what is not there: a load, a store and a fetch of it end the program that tries, and nothing else. The
# wrong lists are icicle's.
board icicle
kernel controls/mirror_as_ram/kernel_scan_off.elf
with programs/device_touch.elf
exec run device_touch 0x70000000 0 load
exec run device_touch 0x70000000 8 store
exec run device_touch 0x70000000 0x10 jump
exec map
exec audit
exec shutdown
expect ^device_touch \(pid \d+\) ended: load access fault at 0x6[0-9a-f]{7}$
expect ^device_touch \(pid \d+\) ended: store access fault at 0x6[0-9a-f]{4}008$
expect ^device_touch \(pid \d+\) ended: instruction access fault at 0x6[0-9a-f]{4}010$
expect ^0x70000000-0x70000fff nothing device 0 free$
expect all tables agree
forbid FAIL
