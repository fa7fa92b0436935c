// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// Blocks of 2^k pages at multiples of 2^k, a doubly linked list of the free ones for each k; halves that are both free
/// are joined. Nine bytes a page, no owner, and a run only within one block of the next power of two.
class BinaryBuddy {
public:
    explicit BinaryBuddy(const Fill& taken) : links_(taken.size()), order_(taken.size(), in_use) {
        heads_.fill(none);
        for (PageNumber page = 0; page < taken.size(); ++page)
            if (!taken[page]) release(page);
    }

    std::optional<PageNumber> claim() { return claim_run(1); }
    void release(PageNumber page) { release_run(page, 1); }

    std::optional<PageNumber> claim_run(std::uint32_t count) {
        const unsigned order = order_for(count);
        const std::uint32_t able = filled_ & (~0U << order);
        if (order >= orders || able == 0) return {};
        auto from = static_cast<unsigned>(std::countr_zero(able));
        const PageNumber page = heads_[from];
        unlink(page, from);
        while (from > order) {
            --from;
            link(page + (1U << from), from);
        }
        return page;
    }

    void release_run(PageNumber page, std::uint32_t count) {
        unsigned order = order_for(count);
        for (; order + 1 < orders; ++order) {
            const PageNumber buddy = page ^ (1U << order);
            if (buddy >= order_.size() || order_[buddy] != order) break;
            unlink(buddy, order);
            page &= ~(1U << order);
        }
        link(page, order);
    }

private:
    struct Links {
        PageNumber next, previous;
    };
    static constexpr unsigned orders = 24;
    static constexpr std::uint8_t in_use = 0xff;
    static constexpr PageNumber none = ~PageNumber{0};

    static unsigned order_for(std::uint32_t count) { return static_cast<unsigned>(std::bit_width(count - 1)); }

    void link(PageNumber page, unsigned order) {
        links_[page] = {heads_[order], none};
        if (heads_[order] != none) links_[heads_[order]].previous = page;
        heads_[order] = page;
        filled_ |= 1U << order;
        order_[page] = static_cast<std::uint8_t>(order);
    }

    void unlink(PageNumber page, unsigned order) {
        const auto [next, previous] = links_[page];
        (previous == none ? heads_[order] : links_[previous].next) = next;
        if (next != none) links_[next].previous = previous;
        if (heads_[order] == none) filled_ &= ~(1U << order);
        order_[page] = in_use;
    }

    std::vector<Links> links_;
    std::vector<std::uint8_t> order_;
    std::array<PageNumber, orders> heads_;
    std::uint32_t filled_ = 0;
};

}  // namespace freehold::bench
