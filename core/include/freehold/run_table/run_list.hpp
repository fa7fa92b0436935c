// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <type_traits>

#include "freehold/run_table/run.hpp"

namespace freehold {

/// Disjoint runs, sorted, in as few bytes as their slots allow: 5 a run below 2^16 slots, 6 below 2^20, 8 below 2^28.
///
/// A run is a key and a rest. The key has the first slot in its upper bits, so keys sort as the runs do and a search
/// looks at nothing else; below it stand as many bits of the length as there is room for. The rest has the others and the tag.
/// The runs stand from `begin` up to `end`, with what room is left on both sides of them, so that only the nearer side moves.
/// Keys of the room below are the least there is and those above the greatest: all are sorted, and a search takes the same
/// steps over all of them, which the compiler writes out.
/// - `after`: log2(Capacity) + 1 keys. `[]`, `set`: constant. `find`: each rest once.
/// - `insert`, `erase`: move the runs on the nearer side by one place; `insert` those on the other where there is no room
///   beyond the nearer.
template <std::uint32_t SlotCount, std::uint32_t Capacity>
class RunList {
public:
    constexpr RunList() { std::fill(keys_.begin() + begin_, keys_.end(), above_all); }

    [[nodiscard]] constexpr std::uint32_t begin() const { return begin_; }
    [[nodiscard]] constexpr std::uint32_t end() const { return end_; }
    [[nodiscard]] constexpr std::uint32_t size() const { return std::uint32_t{end_} - begin_; }

    [[nodiscard]] constexpr Run operator[](std::uint32_t at) const {
        return {{Slot{first_slot(at)}, span(at) + 1}, tag(at)};
    }
    [[nodiscard]] constexpr RunTag tag(std::uint32_t at) const {
        return RunTag::of_raw(static_cast<std::uint8_t>(rests_[at]));
    }
    [[nodiscard]] constexpr std::uint32_t first_slot(std::uint32_t at) const { return keys_[at] >> span_bits; }
    [[nodiscard]] constexpr std::uint32_t end_slot(std::uint32_t at) const { return first_slot(at) + span(at) + 1; }

    /// The first run that starts behind this slot: only the one before it can hold the slot.
    [[nodiscard]] constexpr std::uint32_t after(Slot slot) const {
        constexpr std::uint32_t half = std::bit_floor(Capacity);
        const std::uint32_t next = (slot.index() + 1) << span_bits;
        const std::uint32_t* const low = keys_.data() + (keys_[half - 1] < next ? Capacity - half + 1 : 0);
        return static_cast<std::uint32_t>(not_below<half / 2>(low, next) - keys_.data());
    }
    /// The first run from `at` on with this tag, or `end`.
    [[nodiscard]] constexpr std::uint32_t find(RunTag tag, std::uint32_t at) const {
        const auto is = [&](std::uint32_t each) { return this->tag(each) == tag; };
        while (at + 4 <= end_ && !is(at) && !is(at + 1) && !is(at + 2) && !is(at + 3)) at += 4;
        while (at < end_ && !is(at)) ++at;
        return at;
    }

    /// @pre the run fits between its neighbours
    constexpr void set(std::uint32_t at, const Run& run) {
        const std::uint32_t span = run.slots.count - 1;
        keys_[at] = run.slots.first.index() << span_bits | (span & span_mask);
        const std::uint32_t high = slot_bits > span_bits ? span >> span_bits << tag_bits : 0;
        rests_[at] = static_cast<Rest>(high | run.tag.raw());
    }

    /// Puts a run before that at `at`. Other runs change their places.
    /// @pre there is room: whoever counts runs has seen to it
    [[gnu::noinline]] constexpr void insert(std::uint32_t at, const Run& run) {
        const bool below = begin_ != 0 && (end_ == Capacity || at - begin_ < end_ - at);
        if (below) move_down(begin_--, at--);
        else move_up(at, end_++);
        set(at, run);
    }

    /// Other runs change their places, but each keeps its distance from `begin` that is before `at`.
    [[gnu::always_inline]] constexpr void erase(std::uint32_t at) {
        const std::uint32_t begin = begin_, end = end_;
        if (at - begin < end - at) {
            begin_ = static_cast<std::uint16_t>(begin + 1);
            move_up(begin, at);
            keys_[begin] = 0;
        } else {
            end_ = static_cast<std::uint16_t>(end - 1);
            move_down(at + 1, end);
            keys_[end - 1] = above_all;
        }
    }

    /// Equal when the same runs are in it, wherever they stand.
    [[nodiscard]] constexpr bool operator==(const RunList& other) const {
        bool equal = size() == other.size();
        for (std::uint32_t i = 0; equal && i < size(); ++i) equal = (*this)[begin_ + i] == other[other.begin_ + i];
        return equal;
    }

private:
    static constexpr unsigned tag_bits = 8;
    static constexpr unsigned slot_bits = std::max(16u, static_cast<unsigned>(std::bit_width(SlotCount)));
    static_assert(slot_bits <= 28, "a list of runs tells 2^28 - 1 slots apart: 1 TiB of pages");
    static constexpr unsigned span_bits = 32 - slot_bits;  ///< of a length less one, in the key
    static constexpr std::uint32_t span_mask = (std::uint32_t{1} << span_bits) - 1;
    using Rest = std::conditional_t<slot_bits == 16, std::uint8_t,
                                    std::conditional_t<(slot_bits <= 20), std::uint16_t, std::uint32_t>>;
    static_assert(8 * sizeof(Rest) + span_bits >= tag_bits + slot_bits);
    static_assert(Capacity > 0 && Capacity <= 0xffff);

    static constexpr std::uint32_t above_all = ~std::uint32_t{0};  ///< no slot has all bits, so no key is as great

    /// The first key that is not below `next`, one of the 2 * step from `low` on. Without branches: four instructions a step.
    template <std::uint32_t step>
    [[gnu::always_inline]] static constexpr const std::uint32_t* not_below(const std::uint32_t* low,
                                                                           std::uint32_t next) {
        if constexpr (step == 0) return low;
        else return not_below<step / 2>(low + (low[step - 1] < next ? step : 0), next);
    }

    /// The length less one.
    [[nodiscard]] constexpr std::uint32_t span(std::uint32_t at) const {
        const std::uint32_t low = keys_[at] & span_mask;
        return slot_bits > span_bits ? low | std::uint32_t{rests_[at]} >> tag_bits << span_bits : low;
    }

    /// Moves the runs from one place up to another by one place.
    [[gnu::always_inline]] constexpr void move_up(std::uint32_t from, std::uint32_t to) {
        for (; to >= from + 8; to -= 8) copy_up(to), copy_up(to - 4);  // eight at a time: most of a claim's cost
        for (; to >= from + 4; to -= 4) copy_up(to);
        for (; to > from; --to) copy(to, to - 1);
    }
    [[gnu::always_inline]] constexpr void move_down(std::uint32_t from, std::uint32_t to) {
        for (; from + 8 <= to; from += 8) copy_down(from), copy_down(from + 4);
        for (; from + 4 <= to; from += 4) copy_down(from);
        for (; from < to; ++from) copy(from - 1, from);
    }
    constexpr void copy_up(std::uint32_t to) {
        copy(to, to - 1), copy(to - 1, to - 2), copy(to - 2, to - 3), copy(to - 3, to - 4);
    }
    constexpr void copy_down(std::uint32_t from) {
        copy(from - 1, from), copy(from, from + 1), copy(from + 1, from + 2), copy(from + 2, from + 3);
    }
    constexpr void copy(std::uint32_t to, std::uint32_t from) {
        keys_[to] = keys_[from];
        rests_[to] = rests_[from];
    }

    std::array<std::uint32_t, Capacity> keys_{};
    std::array<Rest, Capacity> rests_{};
    std::uint16_t begin_ = Capacity / 2;
    std::uint16_t end_ = Capacity / 2;
};

}  // namespace freehold
