// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/riscv/sv39.hpp"
#include "freehold/radix_table.hpp"

/// The kernel's half of an address space where Sv39 has room to show all of physical memory, registers too.
namespace freehold::board {

using Format = riscv::Sv39;

/// Physical memory appears in the kernel's half at its address plus this.
inline constexpr Word direct_offset = 0xffff'ffc0'0000'0000;
/// Where the kernel sees the superpage of registers that it drives itself: where the direct map would show it.
inline constexpr Word device_window = direct_offset;

}  // namespace freehold::board
