// SPDX-License-Identifier: Apache-2.0
#include "arch/riscv/csr.hpp"
#include "kernel/device_window.hpp"
#include "kernel/interrupts.hpp"

namespace freehold::kernel {

// A handler drives another device than the controller, so nothing but a fence keeps the two in order (RISC-V
// Unprivileged Architecture, "Memory Ordering Instructions"): its accesses come after the claim and before the
// completion.

std::uint32_t PlicRegisters::read(Word offset) {
    const std::uint32_t value = device_register(PhysAddr{board::plic.raw() + offset});
    riscv::fence_memory();
    return value;
}

void PlicRegisters::write(Word offset, std::uint32_t value) {
    riscv::fence_memory();
    device_register(PhysAddr{board::plic.raw() + offset}) = value;
}

}  // namespace freehold::kernel
