// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>

#include "freehold/free_index/bit_tree.hpp"
#include "freehold/slot.hpp"

namespace freehold {

/// Which of `Capacity` slots are free, for a board that is never asked for pages in a row: as `FreeIndex`, but nothing is summed
/// up about runs, so a run of more than one is never found and never drawn. A plain value of fixed size; nothing is free at first.
///
/// Bounds, for N slots and W bits in a word: one slot is found at once, taken and put in log_W N words, nearly always one; `take`,
/// `put` and `all_free` of n slots, wherever a request names them: n/W words.
///
/// Memory: 1 + 1/W + 1/W^2 ... bits a slot. With the owner's byte 9.02 bits a page with 64-bit words, 9.03 with 32-bit words.
template <std::uint32_t Capacity, std::unsigned_integral Word = std::uintptr_t>
class SingleIndex {
public:
    /// These become free. @pre none of them is
    constexpr void put(Slots run) {
        if (run.count == 0) return;
        free_count_ += run.count;
        if (run.count == 1) bits_.insert(run.first.index());
        else bits_.insert(run.first.index(), run.count);
    }

    /// These become taken. @pre all of them are free
    constexpr void take(Slots run) {
        if (run.count == 0) return;
        free_count_ -= run.count;
        if (run.count == 1) bits_.erase(run.first.index());
        else bits_.erase(run.first.index(), run.count);
    }

    [[nodiscard]] constexpr bool free(Slot slot) const { return bits_.has(slot.index()); }
    [[nodiscard]] constexpr bool all_free(Slots run) const {
        return run.count == 0 || bits_.has_all(run.first.index(), run.count);
    }
    [[nodiscard]] constexpr std::uint32_t free_count() const { return free_count_; }

    /// The lowest free slot. @pre `free_count()` > 0
    [[nodiscard]] constexpr Slot lowest() const { return Slot{bits_.lowest()}; }
    /// The same as a run, which here is one slot. @pre `free_count()` > 0 and `most` > 0
    [[nodiscard]] constexpr Slots first_run([[maybe_unused]] std::uint32_t most) const { return {lowest(), 1}; }

    /// One slot; more in a row are not looked for.
    [[nodiscard]] constexpr std::optional<Slot> find(std::uint32_t count) const {
        if (count != 1 || free_count_ == 0) return {};
        return lowest();
    }

    constexpr bool operator==(const SingleIndex&) const = default;

private:
    std::uint32_t free_count_ = 0;
    BitTree<Capacity, Word> bits_;
};

}  // namespace freehold
