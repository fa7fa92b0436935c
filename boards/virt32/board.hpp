// SPDX-License-Identifier: Apache-2.0
#pragma once

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

inline constexpr PhysAddr plic{0x0c00'0000};
inline constexpr unsigned plic_context = 1;   ///< hart 0, supervisor (interrupts-extended of plic@c000000)
inline constexpr unsigned plic_sources = 96;  ///< riscv,ndev

inline constexpr Word timer_hertz = 10'000'000;  ///< timebase-frequency
inline constexpr Word slice_ticks = timer_hertz / 100;

inline constexpr unsigned max_processes = 64;
/// For a program without a line of its own in the boot image's etc/rights.
inline constexpr Bytes default_heap{8 << 20};
inline constexpr PageCount default_pages{3072};

}  // namespace freehold::board
