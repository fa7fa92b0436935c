# The standard library keeps its connections for ever: after the uart_server was killed and started again, the next line
# that a Rust program prints ends it, while programs in C++ reconnect.
board   virt32
with    guests/rust_talker
exec    ps
exec    spawn rust_talker
expect  ^{uart:\d+} uart_server
expect  talker 3$
type    kill {uart}\r
expect  ^uart_server \(pid {uart}\) ended: killed
expect  ^rust_talker \(pid \d+\) ended: illegal instruction
type    ps\r
expect  ^\d+ uart_server
type    shutdown\r
