# Where nothing answers on the bus, the one program that touches it is ended. Its device is free again. Of icicle's devices every
# offset answers; access_faults_on_a_wrong_list.boot has what is listed and not there.
board virt32 virt64
with programs/device_touch.elf
exec run device_touch {device} 0 load
exec run device_touch {device} 0x800 load
exec run device_touch {device} 0x800 store
exec map
exec audit
exec shutdown
expect ^device_touch exited with code 0$
expect ^device_touch \(pid \d+\) ended: load access fault at 0x6[0-9a-f]{4}800$
expect ^device_touch \(pid \d+\) ended: store access fault at 0x6[0-9a-f]{4}800$
expect ^{device_pages} 0 free$
expect all tables agree
forbid FAIL
