// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// A bit a page, a bit for each word of those, and so on; and a byte a page that names the owner. The floor for single
/// pages with owners: it can do nothing else.
class HierarchicalBitmap {
public:
    explicit HierarchicalBitmap(const Fill& taken) : owner_of_(taken.begin(), taken.end()) {
        for (std::size_t size = taken.size(); top_ == 0 || size > 1; ++top_) {
            size = (size + 63) / 64;
            levels_[top_].resize(size);
        }
        for (PageNumber page = 0; page < taken.size(); ++page)
            if (!taken[page]) release(page);
    }

    std::optional<PageNumber> claim() {
        if (levels_[top_ - 1][0] == 0) return {};
        PageNumber at = 0;
        for (std::size_t level = top_; level-- > 0;)
            at = at * 64 + static_cast<PageNumber>(std::countr_zero(levels_[level][at]));
        PageNumber up = at;
        for (std::size_t level = 0; level < top_; ++level, up /= 64) {
            std::uint64_t& word = levels_[level][up / 64];
            word &= ~(std::uint64_t{1} << (up % 64));
            if (word != 0) break;
        }
        owner_of_[at] = owner;
        return at;
    }

    void release(PageNumber page) {
        owner_of_[page] = 0;
        for (std::size_t level = 0; level < top_; ++level, page /= 64) {
            std::uint64_t& word = levels_[level][page / 64];
            const bool known = word != 0;
            word |= std::uint64_t{1} << (page % 64);
            if (known) break;
        }
    }

private:
    std::vector<std::uint8_t> owner_of_;
    std::array<std::vector<std::uint64_t>, 6> levels_;
    std::size_t top_ = 0;
};

}  // namespace freehold::bench
