# R2: the UART's page is the uart_server's, nobody else gets it, and who holds another device keeps it until it ends.
board virt32 virt64
with programs/holder.elf
with programs/claimer.elf
exec map
exec claim 0x10000000 4096
exec spawn holder 0x10001000 4096
exec run claimer 0x10001000 4096
exec kill 3
exec run claimer 0x10000000 4096
exec map
exec ps
exec shutdown
expect ^0x10000000-0x10000fff serial device 3 uart_server$
expect ^claim 0x10000000 4096: MemoryInUse$
expect ^spawned holder pid \d+$
expect ^claimer 0x10001000 4096: MemoryInUse$
expect ^killed uart_server pid 3$
expect ^claimer 0x10000000 4096: MemoryInUse$
expect ^0x10000000-0x10000fff serial device \d+ uart_server$
expect ^0x10001000-0x10001fff \S+ device \d+ holder$
check map_is_consistent
