// SPDX-License-Identifier: Apache-2.0
#include "arch/riscv/csr.hpp"
#include "kernel/device_window.hpp"
#include "kernel/power_off.hpp"

namespace freehold::kernel {

/// By the board's `sifive,test1`: OpenSBI would turn the machine off too, but leaves the exit status of a failure at 0
/// (it writes 16 bits, and the status is in the upper 16).
void power_off(Outcome outcome) {
    constexpr std::uint32_t pass = 0x5555, fail_with_1 = 0x1'3333;
    device_register(board::test_finisher) = outcome == Outcome::clean ? pass : fail_with_1;
    while (true) riscv::wait_for_interrupt();
}

}  // namespace freehold::kernel
