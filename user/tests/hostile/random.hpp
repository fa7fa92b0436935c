// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace freehold::user::hostile {

/// xorshift32 of Marsaglia, one a thread.
class Random {
public:
    explicit Random(std::uint32_t seed) : state_{seed == 0 ? 1 : seed} {}
    std::uint32_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 17;
        state_ ^= state_ << 5;
        return state_;
    }
    std::uint32_t below(std::uint32_t end) { return next() % end; }

private:
    std::uint32_t state_;
};

}  // namespace freehold::user::hostile
