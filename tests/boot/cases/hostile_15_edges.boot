# On a list with a region smaller than a page, two in one page, the first page of all and the last page below 4 GiB: each is owned
# by the page and once, also when its owner has just ended, and no range wraps.
board virt32
kernel controls/edges/kernel_scan_on.elf
with programs/hostile_edges.elf,look
with programs/hostile_regions.elf,look
with programs/holder.elf
with programs/claimer.elf
exec run hostile_edges
exec run hostile_regions
exec run claimer 0xfffff000 4096
exec run claimer 0x4002000 4096
exec spawn holder 0xfffff000 4096
exec spawn holder 0x4002000 4096
exec run hostile_edges held
exec map
exec audit
exec shutdown
expect ^PASS 15 a region smaller than a page$
expect ^PASS 15 RAM smaller than a page is none$
expect ^PASS 15 two regions in one page are one$
expect ^PASS 15 over the border of two pages, owned as a whole$
expect ^PASS 15 what nobody may have denies its page$
expect ^PASS 15 the first page of all is listed, and nobody gets it$
expect ^PASS 15 the last page below 4 GiB$
expect ^PASS 15 the last page at the user's last$
expect ^hostile_edges exited with code 0$
expect ^PASS 15 over the ends of each region$
expect ^PASS 15 the first page of all is never what 0 stands for$
expect ^hostile_regions exited with code 0$
expect ^claimer 0xfffff000 4096: granted$
expect ^claimer 0x4002000 4096: granted$
expect ^PASS 15 the page that another has two registers in$
expect ^PASS 15 the last page, which another has$
expect ^hostile_edges exited with code 0$
expect ^0x00000000-0x00001fff bottom device 0 free$
expect ^0x04000000-0x04000fff small device 0 free$
expect ^0x04002000-0x04002fff left\+right device \d+ holder$
expect ^0x04004000-0x04005fff across device 0 free$
expect ^0xfffff000-0xffffffff top device \d+ holder$
expect all tables agree
forbid FAIL
