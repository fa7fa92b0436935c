# A program in C++ prints on when the uart_server was killed and started again, and the shell reads on.
board virt32 virt64
with programs/talker.elf
expect ^freehold> $
type spawn talker\r
expect ^talker 3$
type kill 3\r
expect ^uart_server \(pid 3\) ended: killed$
expect ^talker 40$
expect ^talker has said all$
type ps\r
expect ^\d+ uart_server 
expect ^freehold> $
type shutdown\r
forbid ^\d+ talker
