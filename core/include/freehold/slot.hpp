// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>

namespace freehold {

/// The index of one entry of an ownership table. A whitelist numbers the entries: those of RAM first, so that the pool is
/// one run of slots from 0. Between two regions is a slot that stands for nothing: consecutive slots lie in one region.
class Slot {
public:
    constexpr Slot() = default;
    explicit constexpr Slot(std::uint32_t index) : index_{index} {}
    [[nodiscard]] constexpr std::uint32_t index() const { return index_; }
    constexpr auto operator<=>(const Slot&) const = default;

private:
    std::uint32_t index_ = 0;
};

/// For work that nobody comes between.
struct Uninterrupted {
    constexpr void operator()() const {}
};

/// How many slots are looked at or written between two moments at which a caller may be interrupted (O10).
inline constexpr std::uint32_t slots_a_step = 1024;

/// A run of consecutive slots.
struct Slots {
    Slot first;
    std::uint32_t count = 0;

    [[nodiscard]] constexpr Slot end() const { return Slot{first.index() + count}; }
    constexpr bool operator==(const Slots&) const = default;
};

}  // namespace freehold
