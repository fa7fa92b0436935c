# The edges of each region that the board lists, the first page of RAM and of all, the last page below 4 GiB: nothing is granted
# that is not wholly within one region. hostile_15_edges.boot has regions that no board has.
stress every random
with programs/hostile_regions.elf,look
exec run hostile_regions
exec audit
exec shutdown
expect ^PASS 15 over the ends of each region$
expect ^PASS 15 regions next to each other$
expect ^PASS 15 parts of pages of each region$
expect ^PASS 15 the first page of RAM$
expect ^PASS 15 the first page of all is never what 0 stands for$
expect ^PASS 15 the last page below 4 GiB is not listed$
expect ^hostile_regions exited with code 0$
expect all tables agree
forbid FAIL
