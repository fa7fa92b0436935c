// SPDX-License-Identifier: Apache-2.0
// Machine mode for a board without firmware: one page that starts the kernel in supervisor mode, offers the calls of
// arch/riscv/sbi.hpp, and cannot be read or written from there. Its addresses come from the board's shim.h.

#include "shim.h"
#include "xlen.h"

.section .shim, "awx"
.globl shim_start
shim_start:
    csrw    mie, zero                   // reset leaves it, and most of mstatus, as they happen to be
    bnez    a0, park                    // one hart runs; the others sleep
    la      t0, shim_trap
    csrw    mtvec, t0
    la      t0, shim_save
    csrw    mscratch, t0
    li      t0, 0xb1ff                  // all that user programs cause goes to the supervisor, its own ecall comes here
    csrw    medeleg, t0
    li      t0, 0x222
    csrw    mideleg, t0
    li      t0, 7                       // cycle, time and instret may be read
    csrw    mcounteren, t0

    la      t0, shim_start              // this page is nobody else's
    srli    t0, t0, 2
    ori     t0, t0, 0x1ff
    csrw    pmpaddr0, t0
    li      t0, -1                      // all else is the supervisor's
    csrw    pmpaddr1, t0
    li      t0, 0x1f18                  // 1: NAPOT RWX, 0: NAPOT none
    csrw    pmpcfg0, t0
    sfence.vma                          // what is checked may have been remembered

    csrw    satp, zero                  // what the kernel is promised: no translation
    li      t0, 0x7e1842                // mstatus.MPP = S, in this byte order, trapped and interrupted by nothing
    csrc    mstatus, t0
    li      t0, 0x0800
    csrs    mstatus, t0
    lui     t0, %hi(kernel_physical_start)
    addi    t0, t0, %lo(kernel_physical_start)
    csrw    mepc, t0
    mret

park:
    wfi
    j       park

.align 4
shim_trap:
    csrrw   t6, mscratch, t6
    REG_S   t0, 0(t6)
    REG_S   t1, 8(t6)
    csrr    t0, mcause
    bltz    t0, timer                   // the machine timer is the only interrupt that is on
    li      t1, 9                       // ecall from supervisor mode
    bne     t0, t1, broken
    csrr    t0, mepc
    addi    t0, t0, 4
    csrw    mepc, t0
    li      t0, 0x54494d45
    beq     a7, t0, set_timer
    li      t0, 1
    beq     a7, t0, put_char
    li      t0, 0x53525354
    beq     a7, t0, shut_down
    li      a0, -2                      // SBI_ERR_NOT_SUPPORTED
    j       done

timer:
    li      t0, 0x80                    // MTIE off until the next set_timer
    csrc    mie, t0
    li      t0, 0x20                    // STIP
    csrs    mip, t0
    j       done

set_timer:                              // a1:a0 = time; the middle write keeps a moment from matching by chance
    csrr    t1, mhartid                 // each hart has a register of 8 bytes
    slli    t1, t1, 3
    li      t0, CLINT_MTIMECMP
    add     t0, t0, t1
    li      t1, -1
    sw      t1, 4(t0)
    sw      a0, 0(t0)
    sw      a1, 4(t0)
    li      t0, 0x20
    csrc    mip, t0
    li      t0, 0x80
    csrs    mie, t0
    li      a0, 0
    j       done

put_char:
    li      t0, UART_BASE
1:  lbu     t1, 5(t0)                   // LSR: transmitter holding register empty
    andi    t1, t1, 0x20
    beqz    t1, 1b
    sb      a0, 0(t0)
    li      a0, 0
    j       done

broken:
    li      a1, 1
shut_down:                              // a1 = reason: 0 is a clean end
    li      t0, TEST_FINISHER
    li      t1, 0x5555                  // pass
    beqz    a1, 1f
    li      t1, 0x13333                 // fail, code 1
1:  sw      t1, 0(t0)
    j       park

done:
    REG_L   t0, 0(t6)
    REG_L   t1, 8(t6)
    csrrw   t6, mscratch, t6
    mret

.align 4
shim_save:
    .space 16
