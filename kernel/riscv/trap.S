// SPDX-License-Identifier: Apache-2.0
// The way in and out. `sscratch` holds the running thread's `Frame` while in user mode and 0 while in the kernel, so a
// trap of the kernel itself is told from a user's. A frame is x1..x31 and the program counter (kernel/frame.hpp).

#include "xlen.h"

#define AT(n) ((n) - 1) * REG_BYTES

.section .text
.globl trap_entry
.align 4
trap_entry:
    csrrw   sp, sscratch, sp
    beqz    sp, kernel_trap
    REG_S   x1, AT(1)(sp)
    REG_S   x3, AT(3)(sp)
    .irp n, 4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31
    REG_S   x\n, AT(\n)(sp)
    .endr
    csrr    t0, sepc
    REG_S   t0, AT(32)(sp)
    csrrw   t1, sscratch, zero
    REG_S   t1, AT(2)(sp)
    mv      a0, sp
    mv      s0, sp
    REG_L   sp, trap_stack
    call    trap
    mv      a0, s0
    call    resume                      // returns the frame of the thread that runs next
.globl enter_user
enter_user:
    REG_L   t0, AT(32)(a0)
    csrw    sepc, t0
    csrw    sscratch, a0
    mv      x31, a0
    .irp n, 1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30
    REG_L   x\n, AT(\n)(x31)
    .endr
    REG_L   x31, AT(31)(x31)
    sret

kernel_trap:                            // a defect of the kernel: nothing is saved, nothing goes on
    la      sp, kernel_stack_top
    csrr    a0, scause
    csrr    a1, sepc
    csrr    a2, stval
    tail    kernel_fault
