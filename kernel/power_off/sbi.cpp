// SPDX-License-Identifier: Apache-2.0
#include "arch/riscv/sbi.hpp"
#include "arch/riscv/csr.hpp"
#include "kernel/power_off.hpp"

namespace freehold::kernel {

/// By the firmware: it turns the machine off, and tells a failure to whoever started it.
void power_off(Outcome outcome) {
    riscv::sbi::shut_down(outcome == Outcome::failure);
    while (true) riscv::wait_for_interrupt();
}

}  // namespace freehold::kernel
