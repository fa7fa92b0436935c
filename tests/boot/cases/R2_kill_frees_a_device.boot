# A process that is ended gives its device back at once, and another can have it. The UART's page is claimed again by
# the uart_server that init starts in place of one that was ended.
with programs/holder.elf
with programs/claimer.elf
expect ^freehold> $
type spawn holder {device} 4096\r
expect PASS holder server$
type ps\r
expect ^{pid:\d+} holder 
expect ^freehold> $
type kill {pid}\r
expect ^holder \(pid {pid}\) ended: killed$
type run claimer {device} 4096\r
expect ^claimer {device} 4096: granted$
expect ^claimer exited with code 0$
type kill 3\r
expect ^uart_server \(pid 3\) ended: killed$
type map\r
expect ^{uart_pages} \d+ uart_server$
expect ^{device_pages} 0 free$
type shutdown\r
