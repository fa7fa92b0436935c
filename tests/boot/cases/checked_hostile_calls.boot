# Hostile programs on a kernel that audits all memory after every trap: the books agree after each call, not only at the end.
board virt32
kernel audit/checked.elf
timeout 180
with programs/hostile_ranges.elf,look
with programs/hostile_claims.elf,look
with programs/hostile_heap.elf,look
with programs/hostile_peer.elf,look
with programs/hostile_lender.elf,look
with programs/hostile_stacks.elf,look
with programs/hostile_touch.elf,look
exec run hostile_ranges
exec run hostile_claims
exec run hostile_heap
exec spawn hostile_peer
exec run hostile_lender
exec run hostile_lender again
exec run hostile_stacks
exec run hostile_touch
exec audit
exec shutdown
expect ^hostile_ranges exited with code 0$
expect ^hostile_claims exited with code 0$
expect ^hostile_heap exited with code 0$
expect ^hostile_lender exited with code 0$
expect ^hostile_lender exited with code 0$
expect ^hostile_stacks exited with code 0$
expect ^hostile_touch exited with code 0$
expect all tables agree
forbid kernel audit
