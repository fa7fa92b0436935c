/* SPDX-License-Identifier: Apache-2.0 */
/* The first instructions of a bare program: no variable has a first value but zero, which RAM already is. */
    .section .text.first, "ax"
    .globl  start
start:
    la      sp, stack_end
    call    run
1:  wfi
    j       1b

    .section .bss
    .balign 16
    .space  16384
stack_end:
