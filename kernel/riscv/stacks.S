// SPDX-License-Identifier: Apache-2.0
// The kernel's two stacks, and the way from one to the other (kernel/preemption.hpp). A call that is set aside keeps, on its
// own, the registers that a function keeps (RISC-V ELF psABI, "Integer Register Convention").

#include "xlen.h"

#define KEPT_BYTES 16 * REG_BYTES       /* ra and s0..s11, and a stack stays aligned to 16 bytes */

.section .text
.globl leave_stack
leave_stack:
    addi    sp, sp, -KEPT_BYTES
    REG_S   ra, 0(sp)
    .irp n, 0,1,2,3,4,5,6,7,8,9,10,11
    REG_S   s\n, (1 + \n) * REG_BYTES(sp)
    .endr
    REG_S   sp, 0(a0)
    mv      sp, a1
    tail    run_others

.globl enter_stack
enter_stack:
    mv      sp, a0
    REG_L   ra, 0(sp)
    .irp n, 0,1,2,3,4,5,6,7,8,9,10,11
    REG_L   s\n, (1 + \n) * REG_BYTES(sp)
    .endr
    addi    sp, sp, KEPT_BYTES
    ret

.section .stack, "aw", @nobits
.align 12
    .space 8192
.globl kernel_stack_top
kernel_stack_top:
    .space 8192
.globl second_stack_top
second_stack_top:
