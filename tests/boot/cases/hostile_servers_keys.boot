# Two processes with many threads ask for each key that is typed: the keyboard is the shell's, as the boot image says, and it misses none.
timeout 120
with programs/hostile_client.elf
with programs/served.elf
expect ^freehold> $
type spawn hostile_client log waits 0\r
expect ^spawned hostile_client
expect ^freehold> $
type spawn hostile_client log waits 1\r
expect ^spawned hostile_client
expect ^freehold> $
type ps\r
expect ^\d+ hostile_client .*
expect ^\d+ hostile_client .*
expect ^freehold> $
type run served log 2\r
expect ^PASS served is served as if it were alone$
expect ^freehold> $
type shutdown\r
forbid FAIL hostile_client
forbid FAIL restarter
forbid FAIL served is served as
