# Loans that are abused and outlived, stacks that no thread may have, pages and rights that are gone but still remembered by
# the hardware: each is refused or faults, and everything is as before.
stress every random
with programs/hostile_peer.elf,look
with programs/hostile_lender.elf,look
with programs/hostile_stacks.elf,look
with programs/hostile_touch.elf,look
exec spawn hostile_peer
exec run hostile_lender
exec audit
exec run hostile_lender again
exec run hostile_stacks
exec run hostile_touch
exec audit
exec shutdown
expect ^PASS 07 lending what has a hole
expect ^PASS 07 lending a device
expect ^PASS 07 lending more than a window holds
expect ^PASS 07 unmapping, protecting, passing on
expect ^PASS 07 returning another buffer
expect ^PASS 07 returning twice
expect ^PASS 07 using what is lent
expect ^PASS 07 ending with a loan out
expect ^hostile_lender exited with code 0$
expect all tables agree
expect ^PASS 07 a dead lender's loan comes back
expect ^PASS 07 lending to one who dies with it
expect ^hostile_lender exited with code 0$
expect ^PASS 16 stacks that wrap
expect ^PASS 16 a live thread's stack
expect ^PASS 16 more threads than there can be
expect ^hostile_stacks exited with code 0$
expect ^PASS 11 read-only RAM is zeroed
expect ^PASS 21 rights taken away, then used
expect ^PASS 21 a loan that has ended
expect ^hostile_touch exited with code 0$
expect all tables agree
forbid FAIL
