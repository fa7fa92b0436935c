# Locks unlocked in advance are remembered, but not for the next process with the same pid: pids come round in this boot.
# Run again and again in one boot, it leaves no page behind: the last map and accounts are those after the first run.
board   virt32
stress every random
with    guests/rust_mutex
timeout 120
exec    run rust_mutex
exec    map
exec    ps
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex; run rust_mutex
exec    map
exec    ps
exec    shutdown
expect  ^pid {pid:\d+}$
expect  ^PASS no unlock of an earlier process$
expect  ^PASS an unlock in advance is remembered$
expect  ^PASS a freed lock is forgotten$
expect  ^PASS leave an unlock behind$
expect  ^rust_mutex exited with code 0$
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
expect  ^pid {pid}$
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
