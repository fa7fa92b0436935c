# A client lends the log server a text that takes a second to print: another's line does not wait for its end. In real time, since
# a machine that counts instructions prints it within one turn.
timeout 150
with programs/served.elf
with programs/hostile_client.elf
exec spawn served log 1
exec run hostile_client log prints 0
exec run served log
exec shutdown
expect ^> run hostile_client log prints 0$
expect ^p+$
expect ^served: a line$
expect ^p+$
expect hostile_client: the long text is over$
expect ^> run served log$
expect ^PASS served is served as if it were alone$
forbid FAIL hostile_client
forbid FAIL restarter
forbid FAIL served is served as
forbid uart_server \(pid
