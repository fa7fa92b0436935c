# The control of R5_mirrors: with the DRAM's mirror listed as storage, the same attacker reads the secret and the firmware.
board icicle
kernel controls/mirror_as_storage/kernel_scan_off.elf
with programs/mirror_victim.elf
with programs/mirror_attacker.elf,look
exec spawn mirror_victim
exec run mirror_attacker firmware
exec shutdown
expect ^mirror_attacker: the secret is read at 0xc0[0-9a-f]{6}$
expect ^mirror_attacker: the victim's page is written at 0xc0[0-9a-f]{6}$
expect ^mirror_attacker: the victim's page is not as it was$
expect ^mirror_attacker: the firmware's memory is read at 0xc0000000$
expect ^mirror_attacker: \d+ addresses are no memory, 3 attacks succeeded$
expect ^mirror_attacker exited with code 4$
