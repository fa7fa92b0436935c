# R3: HEAP_SIZE begins at 0, follows what is asked for, and counts neither mappings nor the program itself.
with programs/heap.elf,look
exec ps
exec alloc 65536
exec ps
exec heap +65536
exec ps
exec heap -65536
exec ps
exec run heap
exec heap +1
exec heap -4096
exec shutdown
expect ^{pid:\d+} shell \d+ 0 
expect ^granted 0x[0-9a-f]{8} 65536$
expect ^{pid} shell \d+ 0 
expect ^heap 65536$
expect ^{pid} shell \d+ 65536 
expect ^heap 0$
expect ^{pid} shell \d+ 0 
expect ^heap exited with code 0$
expect ^heap \+1: BadAlignment$
expect ^heap -4096: BadAddress$
forbid FAIL
