# R1, R5, R6: the map tells of each listed page once, with its one owner, and agrees with the processes' accounts.
icount
exec    map
exec    ps
exec    shutdown
expect  ^{uart_pages} {pid:\d+} uart_server$
expect  ^PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE$
expect  ^2 init 
expect  ^{pid} uart_server 
check   map_is_consistent
