# A process' alarm wakes it, also while another never lets go of its turn. Where all sleep the processor does too, and is
# woken for a reason only; machine time does not depend on how busy the host is, since instructions are counted.
board virt32 virt64 icicle
icount
with programs/alarms.elf
with programs/forever.elf
exec run alarms
exec spawn forever
exec run alarms beside
exec rest
exec limits 4
exec audit
exec shutdown
expect ^PASS alarms the processor sleeps while all do$
expect ^PASS alarms and is woken for a reason only$
expect ^PASS alarms an alarm that was taken back does not ring$
expect ^PASS alarms one that replaces another rings once$
expect ^alarms exited with code 0$
expect ^PASS alarms one that replaces another rings once$
expect ^alarms exited with code 0$
expect ^asleep [1-9]\d* ms of \d+, woken [1-9]\d* times$
expect ^4 ticktimer_server \d+ \d+ \d+ \d+ watch$
expect all tables agree
forbid FAIL
