# A thousand processes that leave all they have, on a kernel that audits all memory after every trap: also half-way through
# an end.
board virt32
kernel audit/checked.elf
timeout 360
with programs/hostile_parent.elf=shell,look
with programs/hostile_child.elf,look
expect ^PASS 17 a thousand processes that leave all they have
expect ^hostile_parent: 0 failures$
forbid FAIL
forbid kernel audit
