# R2: the UART's page is the uart_server's, nobody else gets it, and who holds another device keeps it until it ends.
with programs/holder.elf
with programs/claimer.elf
icount
exec map
exec claim {uart} 4096
exec spawn holder {device} 4096
exec run claimer {device} 4096 held
exec kill 3
exec run claimer {uart} 4096
exec map
exec ps
exec shutdown
expect ^{uart_pages} 3 uart_server$
expect ^claim {uart} 4096: MemoryInUse$
expect ^spawned holder pid \d+$
expect ^claimer {device} 4096: MemoryInUse$
expect ^killed uart_server pid 3$
expect ^claimer {uart} 4096: MemoryInUse$
expect ^{uart_pages} \d+ uart_server$
expect ^{device_pages} \d+ holder$
check map_is_consistent
