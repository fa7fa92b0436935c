# Without commands the shell shows a newcomer around, and then asks. Editing and history work.
expect ^Freehold: every page of physical memory has exactly one owner
expect ^> whitelist$
expect ^serial device$
expect ^> map$
expect serial device \d+ uart_server$
expect ^> ps$
expect ^> run intruder$
expect ^intruder: the UART of the uart_server: refused, MemoryInUse$
expect ^intruder exited with code 0$
expect ^freehold> $
type hexlp\e[D\e[D\e[D\e[3~\e[H\e[F\r
expect ^Numbers are decimal
type \e[A\r
expect ^Numbers are decimal
type shutdown\r
