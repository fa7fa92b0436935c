// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "user/timer.hpp"

namespace freehold::user {

enum class Milliseconds : std::uint64_t {};

/// Between the machine's ticks and the milliseconds that clients speak of.
class TimeBase {
public:
    /// @param hertz ticks per second, at least 1
    explicit constexpr TimeBase(Word hertz) : hertz_{hertz} {}
    static Result<TimeBase> of_machine() {
        return query(abi::Query::machine).transform([](const Answer& machine) { return TimeBase{machine.value[1]}; });
    }

    [[nodiscard]] constexpr Milliseconds milliseconds(Ticks since_start) const {
        const auto ticks = static_cast<std::uint64_t>(since_start);
        return Milliseconds{ticks / hertz_ * 1000 + ticks % hertz_ * 1000 / hertz_};
    }

    /// Never earlier than that many milliseconds after `from`, as any client's clock tells it.
    [[nodiscard]] constexpr Ticks after(Ticks from, Milliseconds wait) const {
        const auto ms = static_cast<std::uint64_t>(wait);
        const auto ticks = ms / 1000 * hertz_ + (ms % 1000 * hertz_ + 999) / 1000;
        return Ticks{static_cast<std::uint64_t>(from) + ticks};
    }

private:
    Word hertz_;
};

}  // namespace freehold::user
