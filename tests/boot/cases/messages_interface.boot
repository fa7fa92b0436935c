# Servers, their addresses and names, the connections to them and their limits; every way to answer, and what does not fit.
board virt32 virt64 icicle
stress every random audited_random
with programs/connections.elf
with programs/replies.elf
exec run connections
exec run replies
exec audit
exec shutdown
expect ^PASS connections no second one there$
expect ^PASS connections a second connection is the first$
expect ^PASS connections the connection to the first is dead$
expect ^PASS connections a name that nobody has$
expect ^PASS connections and is connected$
expect ^PASS connections frees its name$
expect ^PASS connections 8 servers, then OutOfMemory$
expect ^PASS connections a connection to nobody gives way$
expect ^connections exited with code 0$
expect ^PASS replies five words$
expect ^PASS replies a loan, and the next$
expect ^PASS replies what does not fit is refused$
expect ^replies exited with code 0$
expect all tables agree
forbid FAIL
