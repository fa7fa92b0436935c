// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "user/process.hpp"

/// The machine's timer, which every process may read, and the one alarm that each has.
namespace freehold::user {

enum class Ticks : std::uint64_t {};  ///< of the machine's timer, since it started
inline constexpr Ticks never{~std::uint64_t{0}};

/// What travels in two words, low word first.
[[nodiscard]] constexpr std::uint64_t joined(Word low, Word high) {
    return static_cast<std::uint64_t>(static_cast<std::uint32_t>(low)) | static_cast<std::uint64_t>(high) << 32;
}
[[nodiscard]] constexpr Word low_word(std::uint64_t value) { return static_cast<Word>(value & 0xffff'ffff); }
[[nodiscard]] constexpr Word high_word(std::uint64_t value) { return static_cast<Word>(value >> 32); }

[[nodiscard]] inline Ticks now() {
    Word low = 0, high = 0, again = 0;
    if constexpr (sizeof(Word) == 8) {
        asm volatile("rdtime %0" : "=r"(low));
        return Ticks{low};
    } else {
        do {
            asm volatile("rdtimeh %0\n rdtime %1\n rdtimeh %2" : "=&r"(high), "=&r"(low), "=&r"(again));
        } while (high != again);
        return Ticks{joined(low, high)};
    }
}

/// When that time has come, `wait_event` returns once; at once for what has passed, not at all for `never`. It replaces
/// the alarm that was set before.
inline Result<void> set_alarm(Ticks time) {
    const auto ticks = static_cast<std::uint64_t>(time);
    return query(abi::Query::alarm, low_word(ticks), high_word(ticks)).transform([](const Answer&) {});
}

/// How the hart has slept because nobody could run.
struct Rest {
    Word wakings;
    std::uint64_t ticks;
};
inline Result<Rest> rest() {
    return query(abi::Query::rest).transform([](const Answer& answer) {
        return Rest{answer.value[0], joined(answer.value[1], answer.value[2])};
    });
}

}  // namespace freehold::user
