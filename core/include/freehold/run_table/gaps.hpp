// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "freehold/run_table/run_list.hpp"

namespace freehold {

/// Free slots of the pool between two runs. Gaps are not written down anywhere: free memory costs no run.
struct Gap {
    Slots slots;
    std::uint32_t at = 0;  ///< the run behind it, and where a run within it is inserted
};

/// The sum of the largest numbers of those added: at most `limit` of them, and `limit` at most `Most`.
template <std::uint32_t Most>
class LargestSum {
public:
    explicit constexpr LargestSum(std::uint32_t limit) : limit_{limit} {}
    constexpr void add(std::uint32_t value) {
        if (size_ == limit_ && (limit_ == 0 || value <= values_[0])) return;
        if (size_ == limit_) drop_smallest();
        values_[size_++] = value;
        sum_ += value;
        std::push_heap(values_.begin(), values_.begin() + size_, smallest_in_front);
    }
    [[nodiscard]] constexpr std::uint32_t sum() const { return sum_; }

private:
    static constexpr auto smallest_in_front = [](std::uint32_t a, std::uint32_t b) { return a > b; };

    constexpr void drop_smallest() {
        std::pop_heap(values_.begin(), values_.begin() + size_, smallest_in_front);
        sum_ -= values_[--size_];
    }

    std::array<std::uint32_t, Most>
        values_;  // the first `size_`; clearing the others would cost more than most searches
    std::uint32_t limit_;
    std::uint32_t size_ = 0;
    std::uint32_t sum_ = 0;
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
        for (std::uint32_t at = 0; at < runs_.size(); ++at) {
            if (runs_.tag(at) != tag) continue;
            const Gap gap = before(at + 1);
            if (gap.slots.count >= count) return gap;
        }
        return {};
    }

    /// The lowest gap of at least `count` slots, or the largest where there is none.
    [[nodiscard]] constexpr Gap lowest_or_largest(std::uint32_t count) const {
        Gap largest;
        for (std::uint32_t at = 0; at <= runs_.size(); ++at) {
            const Gap gap = before(at);
            if (gap.slots.count >= count) return gap;
            if (gap.slots.count > largest.slots.count) largest = gap;
        }
        return largest;
    }

    /// The lowest of the smallest gaps: for single pages that stay single, so that they use up what is good for nothing else.
    [[nodiscard]] constexpr Gap smallest() const {
        Gap smallest;
        for (std::uint32_t at = 0; at <= runs_.size() && smallest.slots.count != 1; ++at) {
            const Gap gap = before(at);
            if (gap.slots.count != 0 && gap.slots.count - 1 < smallest.slots.count - 1) smallest = gap;
        }
        return smallest;
    }

    /// Whether the `limit` largest gaps together have `count` slots.
    template <std::uint32_t Most>
    [[nodiscard]] constexpr bool hold(std::uint32_t count, std::uint32_t limit) const {
        if (limit == 0) return false;
        LargestSum<Most> largest{limit};
        for (std::uint32_t at = 0; at <= runs_.size(); ++at) {
            const std::uint32_t size = before(at).slots.count;
            if (size >= count) return true;
            if (size != 0) largest.add(size);
        }
        return largest.sum() >= count;
    }

    /// The gap before a run, or behind the last; it may be empty.
    [[nodiscard]] constexpr Gap before(std::uint32_t at) const {
        const std::uint32_t from = at == 0 ? 0 : runs_.end(at - 1);
        const std::uint32_t to = at == runs_.size() ? pool_slots : std::min(pool_slots, runs_.first(at));
        return {{Slot{from}, to > from ? to - from : 0}, at};
    }

private:
    const List& runs_;
};

}  // namespace freehold
