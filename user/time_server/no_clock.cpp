// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"
#include "user/time_base.hpp"

/// For boards without a clock: the day is unknown, so that time is counted from the machine's start, as the ticktimer does.
namespace freehold::user::clock {
namespace {

constinit TimeBase base{1};

}  // namespace

Result<void> take() {
    return TimeBase::of_machine().transform([](const TimeBase& machine) { base = machine; });
}

std::uint64_t utc_ms() { return static_cast<std::uint64_t>(base.milliseconds(now())); }

}  // namespace freehold::user::clock
