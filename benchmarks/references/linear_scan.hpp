// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// Where a linear scan starts.
enum class Scan : std::uint8_t { from_start, from_cursor };

/// A byte a page that names its owner, and first fit over the bytes. Frees in one store, and
/// looks at every page in its way.
template <Scan scan>
class LinearScan {
public:
    explicit LinearScan(const Fill& taken) : owner_of_(taken.begin(), taken.end()) {}

    std::optional<PageNumber> claim() { return claim_run(1); }
    void release(PageNumber page) { owner_of_[page] = 0; }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        const std::size_t start = scan == Scan::from_cursor ? cursor_ : 0;
        auto found = search(start, owner_of_.size(), count);
        if (!found) found = search(0, std::min(start + count, owner_of_.size()), count);
        if (!found) return {};
        std::fill_n(owner_of_.begin() + *found, count, owner);
        cursor_ = *found + count;
        return found;
    }
    void release_run(PageNumber first, std::uint32_t count) {
        std::fill_n(owner_of_.begin() + first, count, std::uint8_t{0});
    }

private:
    std::optional<PageNumber> search(std::size_t from, std::size_t end, std::uint32_t count) const {
        std::uint32_t run = 0;
        for (std::size_t page = from; page < end; ++page) {
            run = owner_of_[page] == 0 ? run + 1 : 0;
            if (run == count) return static_cast<PageNumber>(page + 1 - count);
        }
        return {};
    }

    std::vector<std::uint8_t> owner_of_;
    std::size_t cursor_ = 0;
};

}  // namespace freehold::bench
