# The addresses of private servers cannot be computed from a seed that nobody has given.
board virt32 virt64 icicle
with programs/hostile_guess.elf
exec run hostile_guess
exec shutdown
expect ^PASS hostile_guess guessing the addresses of private servers$
expect ^hostile_guess exited with code 0$
forbid FAIL
