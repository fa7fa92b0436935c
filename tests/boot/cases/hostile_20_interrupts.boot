# In the time server's place, for its clock: interrupts that come while their thread waits, handlers that ask for what they
# must not, and one that does not return. Icicle has no such clock.
board virt32 virt64
stress every random
with programs/hostile_clock.elf=time_server,look
with programs/hostile_clock.elf,look
exec run hostile_clock wait
exec audit
exec shutdown
expect ^PASS 20 interrupts while their thread waits for a message
expect ^PASS 20 waiting for an interrupt that was dealt with$
expect ^PASS 20 calls that no handler may make
expect ^PASS 20 an interrupt handler that does not return
expect ^hostile_clock exited with code 0$
expect all tables agree
forbid FAIL
