// SPDX-License-Identifier: Apache-2.0
// memcpy and memset for structures and pages: a word at a time where both ends are aligned, as nearly all are here. The
// C library's are bytewise, for size.

#include "xlen.h"

.section .text.words, "ax"
.globl memcpy
memcpy:                                 // a0 = to, a1 = from, a2 = bytes; returns a0
    mv      t0, a0
    or      t1, a0, a1
    andi    t1, t1, REG_BYTES - 1
    bnez    t1, 3f
1:  addi    a2, a2, -REG_BYTES
    bltz    a2, 2f
    REG_L   t1, 0(a1)
    REG_S   t1, 0(t0)
    addi    a1, a1, REG_BYTES
    addi    t0, t0, REG_BYTES
    j       1b
2:  addi    a2, a2, REG_BYTES
3:  beqz    a2, 4f
    lb      t1, 0(a1)
    sb      t1, 0(t0)
    addi    a1, a1, 1
    addi    t0, t0, 1
    addi    a2, a2, -1
    j       3b
4:  ret

.globl memset
memset:                                 // a0 = to, a1 = byte, a2 = bytes; returns a0
    mv      t0, a0
    andi    t2, a0, REG_BYTES - 1       // words only for an aligned block of zeroes
    or      t2, t2, a1
    bnez    t2, 3f
1:  addi    a2, a2, -REG_BYTES
    bltz    a2, 2f
    REG_S   zero, 0(t0)
    addi    t0, t0, REG_BYTES
    j       1b
2:  addi    a2, a2, REG_BYTES
3:  beqz    a2, 4f
    sb      a1, 0(t0)
    addi    t0, t0, 1
    addi    a2, a2, -1
    j       3b
4:  ret
