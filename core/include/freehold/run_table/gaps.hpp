// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>

#include "freehold/run_table/largest_sum.hpp"
#include "freehold/run_table/run_list.hpp"

namespace freehold {

/// Free slots of the pool between two runs. Gaps are not written down anywhere: free memory costs no run.
struct Gap {
    Slots slots;
    std::uint32_t at = 0;  ///< the run behind it, and where a run within it is inserted
};

/// The gaps between the runs of a list, and the choice among them. Each choice is one pass over the runs of the pool.
template <class List, std::uint32_t pool_slots>
class Gaps {
public:
    explicit constexpr Gaps(const List& runs) : runs_{runs} {}

    /// Where the pages of one promise come from: behind a run with the same tag, which then grows; else the lowest gap
    /// that holds them all; else the largest, so that they are in as few runs as can be. @return an empty gap only where all are
    [[nodiscard]] constexpr Gap choose(std::uint32_t count, RunTag tag) const {
        const Gap behind = behind_own(count, tag);
        return behind.slots.count != 0 ? behind : lowest_or_largest(count);
    }

    /// The lowest gap of at least `count` slots behind a run with this tag, or an empty one.
    [[nodiscard]] constexpr Gap behind_own(std::uint32_t count, RunTag tag) const {
        for (std::uint32_t at = runs_.begin(); (at = runs_.find(tag, at)) != runs_.end();) {
            const Gap gap = before(++at);
            if (gap.slots.count >= count) return gap;
        }
        return {};
    }

    /// The lowest gap of at least `count` slots, or the largest where there is none.
    [[nodiscard]] constexpr Gap lowest_or_largest(std::uint32_t count) const {
        Gap largest;
        (void)any([&](Gap gap) {
            if (gap.slots.count > largest.slots.count) largest = gap;
            return gap.slots.count >= count;
        });
        return largest;
    }

    /// The lowest of the smallest gaps: for single pages that stay single, so that they use up what is good for nothing else.
    [[nodiscard]] constexpr Gap smallest() const {
        Gap smallest;
        (void)any([&](Gap gap) {
            if (gap.slots.count - 1 < smallest.slots.count - 1) smallest = gap;  // 0 is the largest of all here
            return gap.slots.count == 1;
        });
        return smallest;
    }

    /// Whether the `limit` largest gaps together have `count` slots.
    template <std::uint32_t Most>
    [[nodiscard]] constexpr bool hold(std::uint32_t count, std::uint32_t limit) const {
        if (limit == 0) return false;
        LargestSum<Most> largest{limit};
        return any([&](Gap gap) {
                   if (gap.slots.count != 0) largest.add(gap.slots.count);
                   return gap.slots.count >= count;
               }) ||
               largest.sum() >= count;
    }

    /// The gap before a run, or behind the last; it may be empty.
    [[nodiscard]] constexpr Gap before(std::uint32_t at) const {
        return between(at == runs_.begin() ? 0 : runs_.end_slot(at - 1), at);
    }

private:
    [[nodiscard]] constexpr Gap between(std::uint32_t from, std::uint32_t at) const {
        const std::uint32_t to = at == runs_.end() ? pool_slots : std::min(pool_slots, runs_.first_slot(at));
        return {{Slot{from}, to > from ? to - from : 0}, at};
    }

    /// Whether `visit` says so of some gap of the pool, empty ones included, from the lowest on; the others are not visited.
    [[nodiscard]] constexpr bool any(auto&& visit) const {
        std::uint32_t from = 0;
        for (std::uint32_t at = runs_.begin(); from < pool_slots; ++at) {
            if (visit(between(from, at))) return true;
            if (at == runs_.end()) return false;
            from = runs_.end_slot(at);
        }
        return false;
    }

    const List& runs_;
};

}  // namespace freehold
