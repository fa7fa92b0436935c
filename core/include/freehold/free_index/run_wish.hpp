// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace freehold {

/// What is looked for: `count` slots in a row that start at a multiple of `align`, a power of two.
struct RunWish {
    std::uint32_t count;
    std::uint32_t align;

    /// From `at` to the next place with the alignment.
    [[nodiscard]] constexpr std::uint32_t padding(std::uint32_t at) const { return (0 - at) & (align - 1); }

    /// Where the wish fits into the run of `length` from `at`.
    [[nodiscard]] constexpr std::optional<std::uint32_t> fit(std::uint32_t at, std::uint32_t length) const {
        const std::uint32_t skip = padding(at);
        if (skip > length || length - skip < count) return {};
        return at + skip;
    }
};

}  // namespace freehold
