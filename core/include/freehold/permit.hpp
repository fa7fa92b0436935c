// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"
#include "freehold/region.hpp"
#include "freehold/slot.hpp"

namespace freehold {

template <std::size_t N>
class Whitelist;

/// Proof that a range of physical pages lies wholly within one whitelisted region (R5). Only a `Whitelist` issues it,
/// and an ownership table opens to nothing else.
class Permit {
public:
    [[nodiscard]] constexpr PhysPages pages() const { return pages_; }
    [[nodiscard]] constexpr Slots slots() const { return slots_; }
    [[nodiscard]] constexpr Kind kind() const { return kind_; }
    /// The most that a mapping of these pages may have.
    [[nodiscard]] constexpr Rights rights() const { return rights_; }

private:
    template <std::size_t N>
    friend class Whitelist;
    constexpr Permit(PhysPages pages, Slots slots, Kind kind, Rights rights)
        : pages_{pages}, slots_{slots}, kind_{kind}, rights_{rights} {}

    PhysPages pages_;
    Slots slots_;
    Kind kind_;
    Rights rights_;
};

}  // namespace freehold
