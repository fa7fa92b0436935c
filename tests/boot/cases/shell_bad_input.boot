# Each malformed command gets one line that names what is wrong, and the next command runs.
exec nonsense
exec claim 12x 4096
exec claim 0x10001000
exec alloc 999999999999999999999
exec alloc 4095
exec free 0x60000000 4096
exec heap 5
exec info 200
exec kill 200
exec run
exec run a_name_that_is_too_long_for_any
exec ps
exec shutdown
expect ^unknown command 'nonsense'
expect ^claim: '12x' is not a number
expect ^usage: claim PHYS SIZE$
expect ^alloc: '999999999999999999999' is too large
expect ^alloc 4095: BadAlignment$
expect ^free 0x60000000 4096: BadAddress$
expect ^heap: '5' does not begin with \+ or -$
expect ^info 200: ProcessNotFound$
expect ^kill 200: ProcessNotFound$
expect ^usage: run \[VAR=VALUE\.\.\.\] NAME
expect ^run a_name_that_is_too_long_for_any: NotFound$
expect ^PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE$
