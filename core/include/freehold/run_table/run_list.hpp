// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>

#include "freehold/pid.hpp"
#include "freehold/run_table/packed_array.hpp"
#include "freehold/slot.hpp"

namespace freehold {

/// What the pages of a run are to the process that it is counted to.
enum class Hold : std::uint8_t {
    own,   ///< its own
    kept,  ///< a page table or a context, which the kernel keeps for it: a run of its own for each page
    left,  ///< the kernel's since the process ended, because somebody still has them (O8)
};

/// Whose budget a run is counted to, and what it is to it. Six bits of pid: a table of runs serves up to 62 processes.
class RunTag {
public:
    constexpr RunTag() = default;
    constexpr RunTag(XousPid payer, Hold hold)
        : raw_{static_cast<std::uint8_t>(unsigned{payer.raw()} << hold_bits | static_cast<unsigned>(hold))} {}
    [[nodiscard]] static constexpr RunTag of_raw(std::uint8_t raw) {
        RunTag tag;
        tag.raw_ = raw;
        return tag;
    }

    [[nodiscard]] constexpr XousPid payer() const { return XousPid{static_cast<std::uint8_t>(raw_ >> hold_bits)}; }
    [[nodiscard]] constexpr Hold hold() const { return static_cast<Hold>(raw_ & ((1u << hold_bits) - 1)); }
    [[nodiscard]] constexpr std::uint8_t raw() const { return raw_; }
    constexpr bool operator==(const RunTag&) const = default;

private:
    static constexpr unsigned hold_bits = 2;

    std::uint8_t raw_ = 0;
};

/// Consecutive slots with one tag.
struct Run {
    Slots slots;
    RunTag tag;
    constexpr bool operator==(const Run&) const = default;
};

/// Disjoint runs, sorted by place, in as few bytes as their slots allow: 5 a run up to 2^16 slots, 6 up to 2^20, 8 up to 2^28.
///
/// A run is a key and a rest. The key has the first slot in its upper bits, so keys sort as the runs do and a search
/// looks at nothing else; below it stand as many bits of the length as there is room for. The rest has the others and the tag.
/// - `after`: at most log2(Capacity) + 1 keys. `[]`, `set`: constant.
/// - `insert`, `erase`: move each later run by one place, one word and one smaller word a run.
template <std::uint32_t SlotCount, std::uint32_t Capacity>
class RunList {
public:
    [[nodiscard]] constexpr std::uint32_t size() const { return size_; }

    [[nodiscard]] constexpr Run operator[](std::uint32_t at) const {
        const std::uint32_t rest = rests_[at];
        const std::uint32_t span = (keys_[at] & span_mask) | (rest >> tag_bits) << span_bits;
        return {{Slot{keys_[at] >> span_bits}, span + 1}, tag(at)};
    }
    [[nodiscard]] constexpr RunTag tag(std::uint32_t at) const {
        return RunTag::of_raw(static_cast<std::uint8_t>(rests_[at]));
    }
    [[nodiscard]] constexpr std::uint32_t first(std::uint32_t at) const { return keys_[at] >> span_bits; }
    [[nodiscard]] constexpr std::uint32_t end(std::uint32_t at) const { return (*this)[at].slots.end().index(); }

    /// How many runs start at or before this slot: only the last of them can hold it.
    [[nodiscard]] constexpr std::uint32_t after(Slot slot) const {
        const std::uint32_t last = slot.index() << span_bits | span_mask;
        std::uint32_t low = 0;
        for (std::uint32_t left = size_; left > 0;) {
            const std::uint32_t half = left / 2;
            const bool before = keys_[low + half] <= last;
            low = before ? low + half + 1 : low;
            left = before ? left - half - 1 : half;
        }
        return low;
    }

    /// @pre the run fits between its neighbours
    constexpr void set(std::uint32_t at, Run run) {
        const std::uint32_t span = run.slots.count - 1;
        keys_[at] = run.slots.first.index() << span_bits | (span & span_mask);
        rests_.set(at, (slot_bits > span_bits ? span >> span_bits << tag_bits : 0) | run.tag.raw());
    }

    /// @pre there is room: whoever counts runs has seen to it
    constexpr void insert(std::uint32_t at, Run run) {
        std::uint32_t i = size_;
        for (; i >= at + 4; i -= 4) {  // four at a time: this loop is most of a claim's cost
            keys_[i] = keys_[i - 1];
            keys_[i - 1] = keys_[i - 2];
            keys_[i - 2] = keys_[i - 3];
            keys_[i - 3] = keys_[i - 4];
        }
        for (; i > at; --i) keys_[i] = keys_[i - 1];
        rests_.open(at, size_);
        ++size_;
        set(at, run);
    }

    constexpr void erase(std::uint32_t at) {
        std::uint32_t i = at;
        for (; i + 4 < size_; i += 4) {
            keys_[i] = keys_[i + 1];
            keys_[i + 1] = keys_[i + 2];
            keys_[i + 2] = keys_[i + 3];
            keys_[i + 3] = keys_[i + 4];
        }
        for (; i + 1 < size_; ++i) keys_[i] = keys_[i + 1];
        rests_.close(at, size_);
        --size_;
    }

    /// Equal when the same runs are in it; what lies behind them is nothing.
    [[nodiscard]] constexpr bool operator==(const RunList& other) const {
        bool equal = size_ == other.size_;
        for (std::uint32_t at = 0; equal && at < size_; ++at) equal = (*this)[at] == other[at];
        return equal;
    }

private:
    static constexpr unsigned tag_bits = 8;
    static constexpr unsigned slot_bits =
        std::max(16u, static_cast<unsigned>(std::bit_width(std::max(SlotCount, 1u) - 1)));
    static_assert(slot_bits <= 28, "a list of runs tells 2^28 slots apart: 1 TiB of pages");
    static constexpr unsigned span_bits = 32 - slot_bits;  ///< of a length less one, in the key
    static constexpr std::uint32_t span_mask = (std::uint32_t{1} << span_bits) - 1;
    static constexpr unsigned rest_bits = slot_bits == 16 ? 8 : slot_bits <= 20 ? 16 : 32;
    static_assert(rest_bits >= tag_bits + slot_bits - span_bits);
    static_assert(Capacity > 0 && Capacity <= 0xffff);

    std::array<std::uint32_t, Capacity> keys_{};
    PackedArray<rest_bits, Capacity> rests_;
    std::uint16_t size_ = 0;
};

}  // namespace freehold
