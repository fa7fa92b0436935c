// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

/// Moments, and lengths of time, of the machine's timer.
namespace freehold::kernel {

/// A moment, in ticks since the machine started.
enum class Ticks : std::uint64_t {};
inline constexpr Ticks never{~std::uint64_t{0}};

/// A length of time, in ticks. Does not wrap: in 64 bits the machine would have to run for thousands of years.
enum class Span : std::uint64_t {};

constexpr Span operator+(Span a, Span b) { return Span{static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b)}; }
constexpr Span operator-(Span a, Span b) { return Span{static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b)}; }
constexpr Ticks operator+(Ticks begin, Span span) {
    return Ticks{static_cast<std::uint64_t>(begin) + static_cast<std::uint64_t>(span)};
}
constexpr Span operator-(Ticks end, Ticks begin) {
    return Span{static_cast<std::uint64_t>(end) - static_cast<std::uint64_t>(begin)};
}

}  // namespace freehold::kernel
