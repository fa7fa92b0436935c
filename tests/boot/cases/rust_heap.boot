# Rust: collections and strings on a heap of megabytes, from the standard library's own allocator.
# Run again and again in one boot, it leaves no page behind: the last map and accounts are those after the first run.
board   virt32
stress every random
with    guests/rust_heap
timeout 240
exec    run rust_heap
exec    map
exec    ps
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap; run rust_heap
exec    map
exec    ps
exec    shutdown
expect  ^PASS vector of 2 MiB$
expect  ^PASS vector that moves as it grows$
expect  ^PASS zeroed memory$
expect  ^PASS ordered map$
expect  ^PASS hashed collections$
expect  ^PASS queues$
expect  ^PASS strings$
expect  ^PASS shared and boxed values$
expect  ^PASS too much is an error$
expect  ^PASS heap is used again$
expect  ^rust_heap exited with code 0$
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
forbid  ended by a fault
forbid  exited with code [1-9]
