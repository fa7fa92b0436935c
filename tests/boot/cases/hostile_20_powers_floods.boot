# Powers that the boot image has not given, another's interrupts, full queues, and servers that are given what they do not
# know: each is refused, or freed by who got it.
stress every random
with programs/hostile_powers.elf,look
exec run hostile_powers
exec audit
exec shutdown
expect ^PASS 20 powers that were not given
expect ^PASS 20 interrupts that are none, or another's
expect ^PASS 20 flooding a queue
expect ^PASS 20 flooding the uart_server
expect ^PASS 20 flooding the ticktimer_server
expect ^PASS 20 flooding the time_server
expect ^PASS 20 flooding the name_server
expect ^hostile_powers exited with code 0$
expect all tables agree
forbid FAIL
