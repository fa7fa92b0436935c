# R5: nothing that is not listed is granted, mirrors and edges included; storage is granted once.
board virt32
with programs/claimer.elf
exec claim 0x10000000 4096
exec claim 0x50000000 4096
exec claim 0x10001000 4096
exec claim 0x20000000 4096
exec run claimer 0x20000000 4096
exec claim 0x81000000 4096
exec claim 0xfffff000 8192
exec claim 0 4096
exec claim 0x0c000000 4096
exec claim 0x10002000 0
exec claim 0x10002001 4096
exec run intruder
exec shutdown
expect ^claim 0x10000000 4096: MemoryInUse$
expect ^claim 0x50000000 4096: BadAddress$
expect ^granted 0x[0-9a-f]{8} 4096$
expect ^granted 0x[0-9a-f]{8} 4096$
expect ^claimer 0x20000000 4096: MemoryInUse$
expect ^claim 0x81000000 4096: BadAddress$
expect ^claim 0xfffff000 8192: BadAddress$
expect ^claim 0 4096: BadAddress$
expect ^claim 0x0c000000 4096: AccessDenied$
expect ^claim 0x10002000 0: InvalidSyscall$
expect ^claim 0x10002001 4096: BadAlignment$
expect ^intruder: 0 attempts succeeded$
expect ^intruder exited with code 0$
