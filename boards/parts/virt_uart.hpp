// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// The console's ns16550a, from QEMU's device tree of `-M virt`: serial@10000000.
namespace freehold::board::uart {

inline constexpr std::uintptr_t base = 0x1000'0000;
inline constexpr std::uintptr_t bytes = 0x1000;  ///< whole pages
inline constexpr unsigned register_shift = 0;    ///< registers are 1 << shift bytes apart
inline constexpr std::uintptr_t interrupt = 10;  ///< of the PLIC
inline constexpr bool carriage_return = false;   ///< QEMU's console is a terminal that adds it by itself

}  // namespace freehold::board::uart
