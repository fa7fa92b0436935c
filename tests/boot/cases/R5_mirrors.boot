# R5: no address that shows a process' page again, or the firmware's memory, is granted. Icicle's DRAM is there twice.
with programs/mirror_victim.elf
with programs/mirror_attacker.elf,look
exec spawn mirror_victim
exec run mirror_attacker firmware
exec audit
exec shutdown
expect ^spawned mirror_victim pid \d+$
expect ^mirror_attacker: the victim's page is as it was$
expect ^mirror_attacker: \d+ addresses are no memory, 0 attacks succeeded$
expect ^mirror_attacker exited with code 0$
expect all tables agree
forbid FAIL
