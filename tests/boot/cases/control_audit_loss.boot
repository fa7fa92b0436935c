# The audit after every trap can fail: this kernel plants a page that is owned and mapped no more, and is stopped at once.
board virt32
kernel audit/planted.elf
etc plant=loss
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec ps
exec shutdown
expect ^kernel audit: pid 2: \d+ pages owned and not to be seen, \d+ on the account$
forbid ^> shutdown
status 1
