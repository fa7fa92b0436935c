# R6: each valid page has one owner by pid: 0 free, 1 the kernel; the lists of processes and of pages agree.
exec heap +8192
exec map
exec ps
exec audit
exec shutdown
expect ^0x[0-9a-f]{8}-0x[0-9a-f]{8} {ram} 2 init$
expect ^0x[0-9a-f]{8}-0x[0-9a-f]{8} {ram} 1 kernel$
expect ^0x[0-9a-f]{8}-0x[0-9a-f]{8} {ram} 0 free$
expect ^1 kernel 
expect ^2 init 
expect all tables agree
check map_is_consistent
