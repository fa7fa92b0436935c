# The firmware starts the kernel on whichever hart comes first. Interrupts come to that one: what is typed arrives.
board virt64
harts 4
expect ^freehold> $
type ps\r
expect \d+ shell 
expect ^freehold> $
type shutdown\r
expect shutdown
