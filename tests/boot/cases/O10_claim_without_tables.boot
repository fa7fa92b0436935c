# O1, O10: a claim of all the flash that fails for want of page tables has taken 16,384 pages by then. It gives them back in steps (how
# long interrupts are off meanwhile is boot.O10_latency's), and whoever asks next can have them.
board virt32
exec alloc 8388608
exec alloc 2097152
exec alloc 1048576
exec alloc 524288
exec alloc 262144
exec alloc 131072
exec alloc 65536
exec alloc 32768
exec claim 0x20000000 0x4000000
exec audit
exec free 0x60000000 0x800000
exec claim 0x20000000 0x4000000
exec audit
exec shutdown
expect ^claim 0x20000000 0x4000000: OutOfMemory$
expect ^audit: [0-9]+ pages checked, all tables agree$
expect ^granted 0x[0-9a-f]+ 67108864$
expect ^audit: [0-9]+ pages checked, all tables agree$
