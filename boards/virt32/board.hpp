// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../parts/virt_machine.hpp"
#include "arch/riscv/sv32.hpp"
#include "freehold/radix_table.hpp"

/// What the kernel must know of QEMU's `virt` machine (rv32, 16 MiB) and no description holds.
namespace freehold::board {

using Format = riscv::Sv32;

/// The most that the memory manager may take for all that it remembers: an owner a page, and its index.
inline constexpr Bytes books_limit{48 << 10};

/// RAM appears in the kernel's half at its physical address plus this.
inline constexpr Word direct_offset = 0x4000'0000;
/// Where the kernel sees the superpage of registers that it drives itself.
inline constexpr Word device_window = 0xfc00'0000;

}  // namespace freehold::board
