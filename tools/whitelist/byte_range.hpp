// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "freehold/address.hpp"

namespace freehold::tools {

static_assert(sizeof(Word) == 8, "host tools hold 64-bit addresses whatever their target is");

/// Bytes of the physical address space. Not empty, and its last byte has an address (O3).
class ByteRange {
public:
    /// @return `bad_address` for size 0 or a last byte past the address space.
    [[nodiscard]] static constexpr Expected<ByteRange> checked(PhysAddr base, Bytes size) {
        if (size.raw() == 0 || size.raw() - 1 > ~Word{0} - base.raw()) return refuse(Error::bad_address);
        return ByteRange{base, PhysAddr{base.raw() + (size.raw() - 1)}};
    }

    [[nodiscard]] constexpr PhysAddr base() const { return base_; }
    /// The last byte, not one past it: that might not have an address.
    [[nodiscard]] constexpr PhysAddr last() const { return last_; }
    [[nodiscard]] constexpr Bytes size() const { return Bytes{last_.raw() - base_.raw() + 1}; }
    [[nodiscard]] constexpr bool contains(PhysAddr at) const { return base_ <= at && at <= last_; }
    [[nodiscard]] constexpr bool contains(ByteRange other) const {
        return base_ <= other.base_ && other.last_ <= last_;
    }
    [[nodiscard]] constexpr bool overlaps(ByteRange other) const {
        return base_ <= other.last_ && other.base_ <= last_;
    }
    /// Every page that holds one of these bytes.
    [[nodiscard]] constexpr PhysPages touched() const {
        return between(PhysPage::of(base_), PhysPage::of(last_).number() + 1);
    }
    /// The pages of which every byte is in the range; maybe none.
    [[nodiscard]] constexpr PhysPages filled() const {
        const PhysPage first{PhysPage::of(base_).number() + (base_.aligned() ? 0 : 1)};
        const Word end = PhysPage::of(last_).number() + ((last_.raw() & page_mask) == page_mask ? 1 : 0);
        return between(first, std::max(end, first.number()));
    }
    constexpr bool operator==(const ByteRange&) const = default;

private:
    constexpr ByteRange(PhysAddr base, PhysAddr last) : base_{base}, last_{last} {}
    static constexpr PhysPages between(PhysPage first, Word end) { return {first, PhysPage{end} - first}; }

    PhysAddr base_;
    PhysAddr last_;
};

/// The bytes of whole pages.
/// @param pages not empty, and not all of the address space.
[[nodiscard]] constexpr ByteRange bytes_of(PhysPages pages) {
    return ByteRange::checked(pages.first().address(), pages.bytes()).value();
}

}  // namespace freehold::tools
