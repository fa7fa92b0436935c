// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"

/// For boards without a clock: the day is unknown, and it is always the same moment.
namespace freehold::user::clock {

Result<void> take() { return {}; }
std::uint64_t utc_ms() { return 0; }

}  // namespace freehold::user::clock
