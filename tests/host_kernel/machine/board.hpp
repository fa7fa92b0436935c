// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/riscv/sv39.hpp"
#include "freehold/radix_table.hpp"

/// A machine for the kernel's rooms that run on the host: real page tables of 64 bits, in an array.
namespace freehold::board {

using Format = riscv::Sv39;

inline constexpr Bytes books_limit{64 << 10};
inline constexpr unsigned max_processes = 16;
constexpr Word plic_context(Word hart) { return 2 * hart + 1; }
inline constexpr unsigned plic_sources = 40;
inline constexpr Word slice_ticks = 1000;
inline constexpr Bytes default_heap{1 << 20};
inline constexpr PageCount default_pages{64};

/// Where RAM is on the bus, as the whitelist has it, and how much there is.
inline constexpr PhysPage ram_first{0x80000};
inline constexpr PageCount ram_pages{512};
struct alignas(page_bytes) Ram {
    std::byte bytes[ram_pages.raw() * page_bytes];
};
extern Ram ram;

/// What makes a byte of the array of a physical address.
inline const Word direct_offset = reinterpret_cast<Word>(&ram) - ram_first.address().raw();

}  // namespace freehold::board
