// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "user/types.hpp"

/// The board's clock, of which the build selects one.
namespace freehold::user::clock {

/// Takes the clock's registers, if there is a clock.
Result<void> take();

/// Milliseconds since 1970-01-01 00:00 UTC.
[[nodiscard]] std::uint64_t utc_ms();

}  // namespace freehold::user::clock
