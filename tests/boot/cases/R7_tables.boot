# R7: what the two ownership tables take on rv32, in bytes and in exact instructions, within their limits (docs/tables.md). No kernel:
# the program is alone on the machine.
board virt32
kernel table_costs.elf
icount
timeout 30
expect ^PASS tables Precursor, .* RunTable \d+ of at most 2048 bytes
expect ^PASS tables icicle, .* RunTable \d+ of at most 4096 bytes
expect ^PASS tables one page, empty memory
expect ^PASS tables one page, half full, every other page
expect ^PASS tables one page, 95 % full
expect ^PASS tables one page, the last page is left
expect ^PASS tables lookup at 64 runs
expect ^PASS tables claim at 64 runs
expect ^PASS tables free at 64 runs
expect ^PASS tables claim from the pool, behind the last at 64 runs
expect ^PASS tables claim from the pool, beside one's own at 64 runs
expect ^PASS tables claim from the pool, elsewhere at 64 runs
forbid FAIL
