# Rust: a stack overflow in a thread hits its guard page and ends that process; the stack's pages are free again.
# Run again and again in one boot, it leaves no page behind: the last map and accounts are those after the first run.
board   virt32
stress every random
with    guests/rust_overflow
timeout 120
exec    run rust_overflow
exec    map
exec    ps
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow; run rust_overflow
exec    map
exec    ps
exec    shutdown
expect  ^PASS before the overflow$
expect  ^rust_overflow \(pid \d+\) ended: store page fault at 0x6[0-9a-f]{7}, a guard page \(has a stack overflowed\?\)$
expect  ^> map$
expect  ^{free:0x8\S+ memory ram 0 free}$
expect  ^> ps$
expect  ^{kernel:\d+ kernel \d+ \d+ \d+} 
expect  ^{init:\d+ init \d+ \d+ \d+} 
expect  ^{uart_server:\d+ uart_server \d+ \d+ \d+} 
expect  ^{ticktimer_server:\d+ ticktimer_server \d+ \d+ \d+} 
expect  ^{time_server:\d+ time_server \d+ \d+ \d+} 
expect  ^{name_server:\d+ name_server \d+ \d+ \d+} 
expect  ^{shell:\d+ shell \d+ \d+ \d+} 
expect  ^> map$
expect  ^{free}$
expect  ^> ps$
expect  ^{kernel} 
expect  ^{init} 
expect  ^{uart_server} 
expect  ^{ticktimer_server} 
expect  ^{time_server} 
expect  ^{name_server} 
expect  ^{shell} 
forbid  ^FAIL
