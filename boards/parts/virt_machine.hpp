// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"

/// What the kernel must know of QEMU's `virt` machine, whatever its registers' width and its memory.
namespace freehold::board {

inline constexpr PhysAddr plic{0x0c00'0000};
/// Of a hart in supervisor mode (interrupts-extended of plic@c000000): each has a context for machine mode before it.
constexpr Word plic_context(Word hart) { return 2 * hart + 1; }
inline constexpr unsigned plic_sources = 96;  ///< riscv,ndev

inline constexpr Word timer_hertz = 10'000'000;  ///< timebase-frequency
inline constexpr Word slice_ticks = timer_hertz / 100;

inline constexpr unsigned max_processes = 64;
/// For a program without a line of its own in the boot image's etc/rights.
inline constexpr Bytes default_heap{8 << 20};
inline constexpr PageCount default_pages{3072};

}  // namespace freehold::board
