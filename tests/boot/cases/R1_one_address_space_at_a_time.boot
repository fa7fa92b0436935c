# R1: what is lent or given away is in one address space at a time, and comes home when the borrower ends.
with programs/lender.elf,look
with programs/borrower.elf
exec spawn borrower
exec run lender
exec map
exec ps
exec audit
exec shutdown
expect ^PASS lender a loan is read by the borrower
expect ^PASS lender lent pages stay the lender's
expect ^PASS lender a loan cannot be kept or passed on
expect ^PASS lender the receiver has what was given
expect ^lender exited with code 0
expect all tables agree
forbid FAIL
check map_is_consistent
