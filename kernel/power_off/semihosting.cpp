// SPDX-License-Identifier: Apache-2.0
#include "arch/riscv/csr.hpp"
#include "freehold/address.hpp"
#include "kernel/power_off.hpp"

namespace freehold::kernel {
namespace {

/// A request to the debugger or simulator: this one sequence of uncompressed instructions, on one page (RISC-V Semihosting).
void ask_host(Word operation, const Word* block) {
    register Word a0 asm("a0") = operation;
    register const Word* a1 asm("a1") = block;
    asm volatile(
        ".option push\n.option norvc\n.balign 16\n"
        "slli zero, zero, 0x1f\n ebreak\n srai zero, zero, 7\n"
        ".option pop"
        : "+r"(a0)
        : "r"(a1)
        : "memory");
}

}  // namespace

/// By semihosting: for a board whose firmware cannot turn it off. The host answers it for the supervisor only.
void power_off(Outcome outcome) {
    constexpr Word sys_exit = 0x18, application_exit = 0x2'0026;
    const Word block[] = {application_exit, outcome == Outcome::clean ? Word{0} : Word{1}};
    ask_host(sys_exit, block);
    while (true) riscv::wait_for_interrupt();
}

}  // namespace freehold::kernel
