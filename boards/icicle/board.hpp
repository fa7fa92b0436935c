// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../parts/sv39_half.hpp"

/// What the kernel must know of the PolarFire SoC Icicle Kit (as QEMU's microchip-icicle-kit with 1537 MiB) and no
/// description holds.
namespace freehold::board {

/// The most that the memory manager may take for all that it remembers: an owner a page, and its index.
inline constexpr Bytes books_limit{512 << 10};

inline constexpr PhysAddr plic{0x0c00'0000};
/// Of a hart in supervisor mode (interrupts-extended): hart 0 has a context for machine mode alone, the others have
/// both.
constexpr Word plic_context(Word hart) { return 2 * hart; }
inline constexpr unsigned plic_sources = 186;  ///< riscv,ndev

inline constexpr Word timer_hertz = 1'000'000;  ///< timebase-frequency
inline constexpr Word slice_ticks = timer_hertz / 100;

inline constexpr unsigned max_processes = 64;
/// For a program without a line of its own in the boot image's etc/rights.
inline constexpr Bytes default_heap{64 << 20};
inline constexpr PageCount default_pages{32768};

}  // namespace freehold::board
