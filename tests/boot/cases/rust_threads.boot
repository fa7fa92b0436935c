# Rust: 16 threads with mutexes, condition variables, channels, parking, scopes and thread-locals.
# Run again and again in one boot, it leaves no page behind: the last map and accounts are those after the first run.
board   virt32
stress every random
with    guests/rust_threads
timeout 240
exec    run rust_threads
exec    map
exec    ps
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads; run rust_threads
exec    map
exec    ps
exec    shutdown
expect  ^PASS threads give back values$
expect  ^PASS mutex$
expect  ^PASS condition variable$
expect  ^PASS barrier$
expect  ^PASS channels$
expect  ^PASS bounded channel$
expect  ^PASS park and unpark$
expect  ^PASS scoped threads$
expect  ^PASS thread-locals with destructors$
expect  ^PASS reader-writer lock$
expect  ^PASS initialized once$
expect  ^PASS names$
expect  ^rust_threads exited with code 0$
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
