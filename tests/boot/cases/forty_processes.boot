# 40 processes of C++ at once in 16 MiB, besides those of the house: all wait for the last, and then all go. None is ended
# otherwise, and no page is missing afterwards.
board virt32
stress every random
timeout 120
with programs/crowd.elf,look
exec run crowd alone
exec map
exec spawn crowd
exec spawn crowd 1; spawn crowd 2; spawn crowd 3; spawn crowd 4; spawn crowd 5; spawn crowd 6; spawn crowd 7; spawn crowd 8
exec spawn crowd 9; spawn crowd 10; spawn crowd 11; spawn crowd 12; spawn crowd 13; spawn crowd 14; spawn crowd 15; spawn crowd 16
exec spawn crowd 17; spawn crowd 18; spawn crowd 19; spawn crowd 20; spawn crowd 21; spawn crowd 22; spawn crowd 23; spawn crowd 24
exec spawn crowd 25; spawn crowd 26; spawn crowd 27; spawn crowd 28; spawn crowd 29; spawn crowd 30; spawn crowd 31; spawn crowd 32
exec spawn crowd 33; spawn crowd 34; spawn crowd 35; spawn crowd 36; spawn crowd 37; spawn crowd 38
exec ps
exec run crowd 39
exec run crowd alone
exec map
exec audit
exec shutdown
expect ^> map$
expect ^{free:0x8\S+ memory ram 0 free}$
expect ^> ps$
expect ^\d+ crowd \d+ 0 \d+ 1 waiting$
expect ^\d+ crowd \d+ 0 \d+ 1 waiting$
expect ^\d+ crowd \d+ 0 \d+ 1 waiting$
expect ^PASS crowd 40 processes at once, each another$
expect ^crowd exited with code 0$
expect ^> map$
expect ^{free}$
expect all tables agree
forbid FAIL
forbid ^crowd .*ended
