// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// The clock, from QEMU's device tree of `-M virt`: rtc@101000, a google,goldfish-rtc.
namespace freehold::board::rtc {

inline constexpr std::uintptr_t base = 0x10'1000;
inline constexpr std::uintptr_t bytes = 0x1000;  ///< whole pages

}  // namespace freehold::board::rtc
