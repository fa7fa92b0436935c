// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// The numbers of the free pages, last in first out: four bytes a page. Records no owner and knows no place.
class FreeStack {
public:
    explicit FreeStack(const Fill& taken) {
        free_.reserve(taken.size());
        for (auto page = static_cast<PageNumber>(taken.size()); page-- > 0;)
            if (!taken[page]) free_.push_back(page);
    }

    std::optional<PageNumber> claim() {
        if (free_.empty()) return {};
        const PageNumber page = free_.back();
        free_.pop_back();
        return page;
    }
    void release(PageNumber page) { free_.push_back(page); }

private:
    std::vector<PageNumber> free_;
};

}  // namespace freehold::bench
