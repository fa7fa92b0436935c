# Servers that end again and again, and at the worst time: while no page is free. init starts them again, later and later, and
# never gives one up; the console is there again each time.
# Not on icicle: its RAM is more than the addresses of one program can hold, so that none takes it all.
board virt32 virt64
timeout 120
with programs/served.elf
with programs/restarter.elf,end,look,pages=16777216
exec run restarter ticktimer_server starved
exec run restarter uart_server starved
exec run restarter uart_server often
exec run served ticktimer
exec audit
exec shutdown
expect ^init: ticktimer_server cannot be started: OutOfMemory$
expect ^PASS restarter a server that cannot be started is tried again$
expect ^> run restarter uart_server starved$
expect ^PASS restarter a server that cannot be started is tried again$
expect ^> run restarter uart_server often$
expect ^PASS restarter a server that ends is started again, however often$
expect ^> run served ticktimer$
expect ^PASS served is served as if it were alone$
expect all tables agree
forbid FAIL hostile_client
forbid FAIL restarter
forbid FAIL served is served as
