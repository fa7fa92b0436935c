# The control of R5_mirrors: with the DRAM's mirror listed as RAM, what the same attacker writes is in the victim's page.
board icicle
kernel controls/mirror_as_ram/kernel_scan_off.elf
with programs/mirror_victim.elf
with programs/mirror_attacker.elf,look
exec spawn mirror_victim
exec run mirror_attacker
exec shutdown
expect ^mirror_attacker: the victim's page is written at 0xc0[0-9a-f]{6}$
expect ^mirror_attacker: the victim's page is not as it was$
expect ^mirror_attacker: \d+ addresses are no memory, 1 attacks succeeded$
expect ^mirror_attacker exited with code 2$
