// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/device_window.hpp"

/// The platform-level interrupt controller (RISC-V PLIC Specification 1.0, "Memory Map"), for the context of this hart.
namespace freehold::kernel::plic {

inline volatile std::uint32_t& at(Word offset) { return device_register(PhysAddr{board::plic.raw() + offset}); }

inline volatile std::uint32_t& priority(Word source) { return at(4 * source); }
inline volatile std::uint32_t& enable(Word source) {
    return at(0x2000 + 0x80 * board::plic_context + 4 * (source / 32));
}
inline volatile std::uint32_t& threshold() { return at(0x20'0000 + 0x1000 * board::plic_context); }
/// Reading takes the highest pending source, 0 for none; writing it back completes it.
inline volatile std::uint32_t& claim() { return at(0x20'0004 + 0x1000 * board::plic_context); }

inline void unmask(Word source) {
    priority(source) = 1;
    enable(source) = enable(source) | std::uint32_t{1} << source % 32;
}
inline void mask(Word source) { enable(source) = enable(source) & ~(std::uint32_t{1} << source % 32); }

}  // namespace freehold::kernel::plic
