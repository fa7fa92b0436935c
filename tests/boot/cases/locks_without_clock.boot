# The ticktimer's locks and conditions, and a time of day that is counted from the start, on a board without a clock.
board icicle
with programs/locks.elf
exec run locks
exec shutdown
expect ^PASS locks an unlock in advance is remembered$
expect ^PASS locks an unlock lets one through$
expect ^PASS locks a freed lock remembers nothing$
expect ^PASS locks one notice wakes one$
expect ^PASS locks all go on$
expect ^PASS locks who waits with a limit is told that it is up$
expect ^PASS locks the day goes on$
expect ^locks: the clock does not know what year it is$
expect ^locks exited with code 0$
forbid FAIL
