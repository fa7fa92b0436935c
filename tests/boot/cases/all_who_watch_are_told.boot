# A process that ends while all servers that watch others have a reason to watch it: the panic's text is told, what it had lent
# is returned, the shell goes on, and no page is missing.
board virt32 virt64 icicle
stress every random audited_random
with programs/watched.elf
exec run watched
exec run watched
exec map
exec run watched
exec run watched
exec map
exec audit
exec shutdown
expect ^watched \(pid \d+\) panicked: last word!$
expect ^watched exited with code 7$
expect ^> map$
expect ^{free:0x8\S+ \S+ ram 0 free}$
expect ^watched exited with code 7$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
