// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "../parts/sv39_half.hpp"
#include "../parts/virt_machine.hpp"

/// What the kernel must know of QEMU's `virt` machine (rv64, OpenSBI, 128 MiB) and no description holds.
namespace freehold::board {

/// The most that the memory manager may take for all that it remembers: an owner a page, and its index.
inline constexpr Bytes books_limit{80 << 10};

inline constexpr PhysAddr test_finisher{0x0010'0000};

}  // namespace freehold::board
