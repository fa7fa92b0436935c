// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace freehold::kernel {

/// How the machine's run ended, as whoever started it is told.
enum class Outcome : std::uint8_t { clean, failure };

/// Turns the machine off.
[[noreturn]] void power_off(Outcome outcome);

}  // namespace freehold::kernel
