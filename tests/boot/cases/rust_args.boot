# Arguments and variables reach a spawned program through the parameter block, and its exit code comes back.
board   virt32
stress every random
with    guests/rust_args
exec    run rust_args one exit=7 three
exec    run HOME=attic EMPTY= rust_args
exec    shutdown
expect  ^argument 0: rust_args$
expect  ^argument 1: one$
expect  ^argument 2: exit=7$
expect  ^argument 3: three$
expect  ^standard error works too$
expect  ^rust_args exited with code 7$
expect  ^argument 0: rust_args$
expect  ^environment HOME: attic$
expect  ^environment EMPTY: $
expect  ^rust_args exited with code 0$
