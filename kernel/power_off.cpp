// SPDX-License-Identifier: Apache-2.0
#include "kernel/power_off.hpp"

#include <__verbose_abort>

#include "arch/riscv/csr.hpp"
#include "arch/riscv/sbi.hpp"

namespace freehold::kernel {

void power_off(Outcome outcome) {
    riscv::sbi::shut_down(outcome == Outcome::failure);
    while (true) riscv::wait_for_interrupt();
}

}  // namespace freehold::kernel

/// Where the standard library ends up when its own contract is broken: a defect of the kernel, so the machine stops.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
