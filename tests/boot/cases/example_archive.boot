# The example of docs/messages.md: pages that are given away, lent to be read and lent to be written, and whose they are.
board virt32 virt64 icicle
with programs/archive_server.elf,watch
with programs/archive_client.elf,look
exec spawn archive_server
exec run archive_client
exec map
exec ps
exec run archive_client
exec audit
exec shutdown
expect ^'every page has one owner': its page was archive_client's and is archive_server's$
expect ^giving it again: BadAddress$
expect ^'a lent page comes back': its page was archive_client's and is archive_server's$
expect ^2 texts hold 'page'$
expect ^text 1 is 'a lent page comes back'$
expect ^the archive has 2 texts$
expect ^archive_client exited with code 0$
expect ^the archive has 2 texts$
expect ^archive_client exited with code 0$
expect all tables agree
check map_is_consistent
