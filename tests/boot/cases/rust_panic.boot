# Rust: a panic is printed whole, with its process' name, and ends that process only.
# Run again and again in one boot, it leaves no page behind: the last map and accounts are those after the first run.
board   virt32
stress every random
with    guests/rust_panic
timeout 120
exec    run rust_panic
exec    map
exec    ps
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic; run rust_panic
exec    map
exec    ps
exec    shutdown
expect  ^PASS before the panic$
expect  ^rust_panic \(pid {pid:\d+}\) panicked: thread 'main' \(1\) panicked at programs/src/bin/rust_panic\.rs:\d+:\d+:$
expect  ^the roof is off: 3 rooms are wet$
expect  ^the second line of the message, longer than one word of four bytes$
expect  ^rust_panic \(pid {pid}\) ended: illegal instruction
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
