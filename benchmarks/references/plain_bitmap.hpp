// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// A bit a page, set while it is free, and first fit over the words. Records no owner.
class PlainBitmap {
public:
    explicit PlainBitmap(const Fill& taken)
        : pages_{static_cast<PageNumber>(taken.size())}, words_((taken.size() + 63) / 64) {
        for (PageNumber page = 0; page < pages_; ++page)
            if (!taken[page]) release(page);
    }

    std::optional<PageNumber> claim() {
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (words_[i] == 0) continue;
            const auto page = static_cast<PageNumber>(i * 64) + static_cast<PageNumber>(std::countr_zero(words_[i]));
            words_[i] &= words_[i] - 1;
            return page;
        }
        return {};
    }
    void release(PageNumber page) { words_[page / 64] |= bit(page); }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        std::uint32_t run = 0;
        for (PageNumber page = 0; page < pages_;) {
            const std::uint64_t rest = words_[page / 64] >> (page % 64);
            const auto free = static_cast<std::uint32_t>(std::countr_one(rest));
            const std::uint32_t left = 64 - page % 64;
            run += free;
            if (run >= count) return take(page + free - run, count);
            page += free;
            if (free == left) continue;
            run = 0;
            const auto taken = static_cast<std::uint32_t>(std::countr_zero(rest >> free));
            page += std::min(taken, left - free);
        }
        return {};
    }
    void release_run(PageNumber first, std::uint32_t count) {
        for (PageNumber page = first; page < first + count; ++page) release(page);
    }

private:
    static std::uint64_t bit(PageNumber page) { return std::uint64_t{1} << (page % 64); }

    PageNumber take(PageNumber first, std::uint32_t count) {
        for (PageNumber page = first; page < first + count; ++page) words_[page / 64] &= ~bit(page);
        return first;
    }

    PageNumber pages_;
    std::vector<std::uint64_t> words_;
};

}  // namespace freehold::bench
