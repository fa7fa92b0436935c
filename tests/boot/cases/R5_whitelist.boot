# R5: nothing that is not listed is granted, mirrors and edges included; storage is granted once.
with programs/holder.elf
with programs/claimer.elf
exec claim {uart} 4096
exec claim {unlisted} 4096
exec claim {device} 4096
exec spawn holder {storage} 4096 r
exec run claimer {storage} 4096 r held
exec claim {past_ram} 4096
exec claim 0xfffff000 8192
exec claim 0 4096
exec claim {reserved} 4096
exec claim {device} 0
exec claim {uart} 4097
exec run intruder
exec shutdown
expect ^claim {uart} 4096: MemoryInUse$
expect ^claim {unlisted} 4096: BadAddress$
expect ^granted 0x[0-9a-f]{8} 4096$
expect ^spawned holder pid \d+$
expect ^claimer {storage} 4096: MemoryInUse$
expect ^claim {past_ram} 4096: BadAddress$
expect ^claim 0xfffff000 8192: BadAddress$
expect ^claim 0 4096: BadAddress$
expect ^claim {reserved} 4096: AccessDenied$
expect ^claim {device} 0: InvalidSyscall$
expect ^claim {uart} 4097: BadAlignment$
expect ^intruder: 0 attempts succeeded$
expect ^intruder exited with code 0$
