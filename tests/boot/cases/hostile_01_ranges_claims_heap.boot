# Ranges that wrap or leave the user's addresses, claims of what has an owner, frees of what is not one's own, the heap's
# ends: each is refused with its error, and accounts, mappings and owners are as before.
stress every random
with programs/hostile_ranges.elf,look
with programs/hostile_claims.elf,look
with programs/hostile_heap.elf,look
exec run hostile_ranges
exec run hostile_claims
exec run hostile_heap
exec audit
exec shutdown
expect ^PASS 01 a physical range that wraps
expect ^PASS 02 unmapping what is not the user's
expect ^PASS 03 mapping where only the first page is the user's
expect ^PASS 10 flags that are none
expect ^hostile_ranges exited with code 0$
expect ^PASS 04 claiming RAM twice
expect ^PASS 05 claiming mine and theirs together
expect ^PASS 06 mapping over a page that is taken
expect ^PASS 08 freeing half, and over a hole
expect ^hostile_claims exited with code 0$
expect ^PASS 09 shrinking to zero and below
expect ^hostile_heap exited with code 0$
expect all tables agree
forbid FAIL
