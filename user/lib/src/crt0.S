# SPDX-License-Identifier: Apache-2.0
# Where a process and each of its threads begin. Both carve their thread-local storage from the top of their stack.

    .macro set_up_thread
    lui     t0, %hi(__tls_bytes)
    addi    t0, t0, %lo(__tls_bytes)
    sub     sp, sp, t0
    andi    sp, sp, -16
    mv      tp, sp
    mv      a0, sp
    call    fill_tls
    .endm

    .section .text.start, "ax"
    .globl  _start
    .type   _start, @function
# a0 = .eh_frame, a1 = the parameter block or 0, sp = the top of the first stack.
_start:
    mv      s1, a1
    set_up_thread
    mv      a0, s1
    tail    start_program
    .size   _start, . - _start

    .section .text.thread, "ax"
    .globl  thread_start
    .type   thread_start, @function
# a0 = body, a1 = its argument, a2 and a3 = the mapping that holds this stack: its last act is to unmap it.
thread_start:
    mv      s0, a0
    mv      s1, a1
    mv      s2, a2
    mv      s3, a3
    set_up_thread
    mv      a0, s1
    jalr    s0
    li      a0, 19              # UnmapMemory
    mv      a1, s2
    mv      a2, s3
    ecall
    lui     ra, 0xff803         # the address that ends a thread
    ret
    .size   thread_start, . - thread_start
