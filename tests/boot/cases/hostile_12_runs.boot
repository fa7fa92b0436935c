# On a table of runs: whoever fragments all that it may own is stopped by its own budget, every free succeeds, and somebody
# else has as many runs beside it as before. Its end gives back all of it.
board virt32
kernel variants/runs/kernel.elf
with programs/hostile_runs.elf,look
exec spawn hostile_runs beside
exec run hostile_runs
exec audit
exec map
exec ps
exec shutdown
expect ^PASS 12 somebody's whole budget$
expect ^PASS 12 every other page of its RAM$
expect ^PASS 12 every other page of storage$
expect ^PASS 12 it stays so$
expect ^PASS 12 somebody's whole budget$
expect ^hostile_runs: [12]\d runs before, [12]\d now$
expect ^PASS 12 nobody else has a run less$
expect all tables agree
forbid FAIL
check map_is_consistent
