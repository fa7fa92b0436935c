# A process that is ended gives its device back at once, and another can have it. The UART's page is claimed again by
# the uart_server that init starts in place of one that was ended.
board virt32 virt64
with programs/holder.elf
with programs/claimer.elf
expect ^freehold> $
type spawn holder 0x10001000 4096\r
expect PASS holder server$
type ps\r
expect ^{pid:\d+} holder 
expect ^freehold> $
type kill {pid}\r
expect ^holder \(pid {pid}\) ended: killed$
type run claimer 0x10001000 4096\r
expect ^claimer 0x10001000 4096: granted$
expect ^claimer exited with code 0$
type kill 3\r
expect ^uart_server \(pid 3\) ended: killed$
type map\r
expect ^0x10000000-0x10000fff serial device \d+ uart_server$
expect ^0x10001000-0x10001fff \S+ device 0 free$
type shutdown\r
