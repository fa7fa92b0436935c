# R1, R5, R6: the map tells of each listed page once, with its one owner, and agrees with the processes' accounts.
board   virt32 virt64
exec    map
exec    ps
exec    shutdown
expect  ^0x10000000-0x10000fff serial device {uart:\d+} uart_server$
expect  ^PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE$
expect  ^2 init 
expect  ^{uart} uart_server 
check   map_is_consistent
