// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "user/time_base.hpp"

namespace freehold::user {

/// How long a program's next start is put off: not at all at first, then for twice as long each time, up to a second. One that
/// has stayed for a while begins anew. So one that can never stay does not keep the machine busy, and is never given up.
class Backoff {
public:
    static constexpr Milliseconds first{10}, longest{1000}, stays{10'000};

    /// It is started now.
    void started(Ticks now) { started_ = now; }

    /// It has ended, or could not be started. @return when to start it again
    [[nodiscard]] Ticks next_start(Ticks now, const TimeBase& base) {
        if (now >= base.after(started_, stays)) pause_ = Milliseconds{0};
        const Ticks next = base.after(now, pause_);
        const auto twice = 2 * static_cast<std::uint64_t>(pause_);
        pause_ = std::clamp(Milliseconds{twice}, first, longest);
        return next;
    }

private:
    Ticks started_{};
    Milliseconds pause_{};
};

}  // namespace freehold::user
