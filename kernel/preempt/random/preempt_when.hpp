// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace freehold::kernel {

/// For a kernel under stress: a memory call is set aside at a random third of all preemption points, so that several calls
/// overlap in ways that they do not where each is set aside at its first. The same numbers in each boot.
struct PreemptWhen {
    static constexpr bool due() { return true; }
    static bool early() {  // xorshift32 of Marsaglia
        static constinit std::uint32_t state = 0x1234567;
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        return state % 3 == 0;
    }
};

}  // namespace freehold::kernel
