// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/riscv/sv39.hpp"
#include "freehold/radix_table.hpp"

/// What the kernel must know of QEMU's `virt` machine (rv64, OpenSBI, 128 MiB) and no description holds.
namespace freehold::board {

using Format = riscv::Sv39;

/// The most that the memory manager may take for all that it remembers: an owner a page, and its index.
inline constexpr Bytes books_limit{80 << 10};

/// Physical memory appears in the kernel's half at its address plus this.
inline constexpr Word direct_offset = 0xffff'ffc0'0000'0000;
/// Where the kernel sees the superpage of registers that it drives itself: where the direct map would show it.
inline constexpr Word device_window = direct_offset;

inline constexpr PhysAddr plic{0x0c00'0000};
inline constexpr unsigned plic_context = 1;   ///< hart 0, supervisor (interrupts-extended of plic@c000000)
inline constexpr unsigned plic_sources = 96;  ///< riscv,ndev
inline constexpr PhysAddr test_finisher{0x0010'0000};

inline constexpr Word timer_hertz = 10'000'000;  ///< timebase-frequency
inline constexpr Word slice_ticks = timer_hertz / 100;

inline constexpr unsigned max_processes = 64;
/// For a program without a line of its own in the boot image's etc/rights.
inline constexpr Bytes default_heap{8 << 20};
inline constexpr PageCount default_pages{3072};

}  // namespace freehold::board
