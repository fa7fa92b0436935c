// SPDX-License-Identifier: Apache-2.0
// From physical addresses to the kernel's own: one superpage where the code runs now, the same superpage where it is
// linked, and on. kernel/paging.cpp then builds the real table.
// In: a0 = hart, a1 = physical address of the device tree.

#include "paging.h"
#include "xlen.h"

.section .text.boot, "ax"
.globl kernel_start
kernel_start:
    csrw    sie, zero
    csrw    sscratch, zero
    la      t0, bss_start               // the program counter is physical, so what `la` gives is too
    la      t1, bss_end
1:  bgeu    t0, t1, 2f
    REG_S   zero, 0(t0)
    addi    t0, t0, REG_BYTES
    j       1b

2:  la      t0, kernel_root
    la      t1, kernel_start
    srli    t2, t1, ROOT_SHIFT          // the superpage of the kernel
    slli    t3, t2, ROOT_SHIFT - 12 + 10
    ori     t3, t3, 0xef                // V R W X G A D
    andi    t4, t2, ROOT_MASK           // here ...
    slli    t4, t4, PTE_SHIFT
    add     t4, t4, t0
    REG_S   t3, 0(t4)
    li      t5, DIRECT_OFFSET           // ... and where it is linked
    add     t1, t1, t5
    srli    t1, t1, ROOT_SHIFT
    andi    t1, t1, ROOT_MASK
    slli    t1, t1, PTE_SHIFT
    add     t1, t1, t0
    REG_S   t3, 0(t1)

    srli    t0, t0, 12
    li      t1, SATP_MODE
    or      t0, t0, t1
    sfence.vma
    csrw    satp, t0
    sfence.vma
    la      t0, 3f
    add     t0, t0, t5
    jr      t0
3:  la      sp, kernel_stack_top
    tail    kernel_main
