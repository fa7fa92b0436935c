# Rust: a panic in a thread is told by the thread's name, and ends the whole process, which sleeps in its first thread.
board   virt32
stress every random
with    guests/rust_panic
exec    run rust_panic thread
exec    shutdown
expect  panicked: thread 'cellar' \(2\) panicked at
expect  ^the roof is off: 3 rooms are wet$
expect  ^rust_panic was ended by a fault$
forbid  ^FAIL
