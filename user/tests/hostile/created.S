# SPDX-License-Identifier: Apache-2.0
# A page of text for `create_process`: it runs wherever it is put. Serves the address that it begins with in a0..a3;
# what it does with a question is said by the question's id (created.hpp). It counts on nothing but the kernel.

    .section .text.created, "ax"
    .balign 4096
    .globl  created_text
created_text:
    mv      s0, a0
    mv      s1, a1
    mv      s2, a2
    mv      s3, a3
next:
    li      a0, 15              # ReceiveMessage
    mv      a1, s0
    mv      a2, s1
    mv      a3, s2
    mv      a4, s3
    ecall
    mv      s4, a1              # who asks
    li      t0, 9               # MessageEnvelope
    bne     a0, t0, leave
    li      t0, 1
    beq     a3, t0, add
    li      t0, 2
    beq     a3, t0, stack
    li      t0, 3
    beq     a3, t0, shutdown
    li      t0, 4
    beq     a3, t0, write
leave:
    li      a0, 22              # TerminateProcess
    mv      a1, a4
    ecall
add:
    add     a2, a4, a5
    j       answer
stack:                          # what it writes there is there
    addi    a2, sp, -16
    sw      a4, 0(a2)
    lw      t0, 0(a2)
    beq     t0, a4, answer
    li      a2, 0
    j       answer
shutdown:
    li      a0, 23
    ecall
    mv      a2, a1              # the error
answer:
    li      a0, 26              # ReturnScalar1
    mv      a1, s4
    ecall
    j       next
write:
    auipc   t0, 0
    sw      zero, 0(t0)
    j       next
    .balign 4096
    .globl  created_text_end
created_text_end:
