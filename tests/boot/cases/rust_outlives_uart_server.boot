# The standard library keeps its connections for ever: after the uart_server was killed and started again, the next line
# that a Rust program prints ends it, while programs that start later, and those in C++, print as before.
board   virt32
stress every random
with    guests/rust_talker
with    guests/rust_time
exec    spawn rust_talker
exec    run rust_time
exec    kill 3
exec    run rust_time
exec    ps
exec    shutdown
expect  ^talker 1$
expect  ^uart_server \(pid 3\) ended: killed
expect  ^rust_talker \(pid \d+\) ended: illegal instruction
expect  ^rust_time exited with code 0$
expect  ^> ps$
expect  ^\d+ uart_server 
forbid  ^\d+ rust_talker \d+ \d+ \d+ \d+ (ready|running|waiting)
forbid  ^FAIL
