// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <utility>

#include "freehold/address.hpp"
#include "freehold/pid.hpp"
#include "freehold/slot.hpp"

namespace freehold {

/// One `XousPid` a slot, in a byte, as the document says (R6). A single one is one load or store; runs are looked at and
/// written a machine word at a time: n entries cost n / (bytes of a word) steps and two for the ends.
template <std::uint32_t Count>
class OwnerArray {
public:
    [[nodiscard]] XousPid operator[](Slot slot) const { return XousPid{bytes()[slot.index()]}; }

    /// Whether all of a run have this owner. @pre the run is not empty
    [[nodiscard, gnu::always_inline]] bool all(Slots run, XousPid owner) const {
        return all(run, owner, Uninterrupted{});
    }
    /// @param between called every `slots_a_step` slots
    [[nodiscard, gnu::always_inline]] bool all(Slots run, XousPid owner, auto&& between) const {
        if (run.count == 1) [[likely]]
            return bytes()[run.first.index()] == owner.raw();
        bool same = true;
        in_steps(run, between, [&](Slots step) { return same = all_of_many(step, pattern(owner)); });
        return same;
    }

    /// Gives all of a run this owner. @pre the run is not empty
    [[gnu::always_inline]] void fill(Slots run, XousPid owner) { fill(run, owner, Uninterrupted{}); }
    [[gnu::always_inline]] void fill(Slots run, XousPid owner, auto&& between) {
        if (run.count == 1) [[likely]]
            bytes()[run.first.index()] = owner.raw();
        else in_steps(run, between, [&](Slots step) { return fill_many(step, pattern(owner)), true; });
    }

    /// Gives all of a run another owner. @pre the run is not empty @return false where one of them had not this one
    [[nodiscard, gnu::always_inline]] bool replace(Slots run, XousPid from, XousPid to) {
        if (run.count == 1) [[likely]] {
            std::uint8_t& entry = bytes()[run.first.index()];
            return std::exchange(entry, to.raw()) == from.raw();
        }
        return replace_many(run, from, to);
    }

    /// How many from `first` on, at most `most`, have the owner of the first.
    [[nodiscard]] std::uint32_t same_from(Slot first, std::uint32_t most) const {
        const std::uint8_t* const from = bytes() + first.index();
        const std::uint8_t owner = *from;
        return static_cast<std::uint32_t>(std::find_if(from, from + most, [=](auto each) { return each != owner; }) -
                                          from);
    }

    bool operator==(const OwnerArray&) const = default;

private:
    static_assert(Count > 0 && std::endian::native == std::endian::little, "entry 0 is the lowest byte of word 0");
    static constexpr std::uint32_t a_word = sizeof(Word);

    /// Calls `visit` for each step of the run, while it says so. One step where nobody wants to come between.
    template <class Between>
    static void in_steps(Slots run, Between&& between, auto&& visit) {
        constexpr bool whole = std::is_same_v<std::remove_cvref_t<Between>, Uninterrupted>;
        while (run.count != 0) {
            const std::uint32_t count = whole ? run.count : std::min(run.count, slots_a_step);
            if (!visit(Slots{run.first, count})) return;
            run = {Slot{run.first.index() + count}, run.count - count};
            between();
        }
    }

    static constexpr Word pattern(XousPid owner) { return ~Word{0} / 0xff * owner.raw(); }
    /// The bytes of a word from this entry on, and up to it.
    static constexpr Word from(std::uint32_t at) { return ~Word{0} << (at % a_word * 8); }
    static constexpr Word up_to(std::uint32_t at) { return ~Word{0} >> ((a_word - 1 - at % a_word) * 8); }

    [[nodiscard, gnu::noinline]] bool all_of_many(Slots run, Word wanted) const {
        const std::uint32_t last = run.end().index() - 1;
        const Word* const a = words_.data() + run.first.index() / a_word;
        const Word* const b = words_.data() + last / a_word;
        if (a == b) return ((*a ^ wanted) & from(run.first.index()) & up_to(last)) == 0;
        Word differ = ((*a ^ wanted) & from(run.first.index())) | ((*b ^ wanted) & up_to(last));
        for (const Word* at = a + 1; at != b; ++at) differ |= *at ^ wanted;
        return differ == 0;
    }

    [[gnu::noinline]] void fill_many(Slots run, Word wanted) {
        const std::uint32_t last = run.end().index() - 1;
        Word* const a = words_.data() + run.first.index() / a_word;
        Word* const b = words_.data() + last / a_word;
        if (a == b) return put(*a, wanted, from(run.first.index()) & up_to(last));
        put(*a, wanted, from(run.first.index()));
        for (Word* at = a + 1; at != b; ++at) *at = wanted;
        put(*b, wanted, up_to(last));
    }

    [[nodiscard, gnu::noinline]] bool replace_many(Slots run, XousPid owner, XousPid next) {
        const std::uint32_t last = run.end().index() - 1;
        Word* const a = words_.data() + run.first.index() / a_word;
        Word* const b = words_.data() + last / a_word;
        const Word had = pattern(owner);
        const Word wanted = pattern(next);
        if (a == b) return exchange(*a, had, wanted, from(run.first.index()) & up_to(last)) == 0;
        Word differ = exchange(*a, had, wanted, from(run.first.index())) | exchange(*b, had, wanted, up_to(last));
        for (Word* at = a + 1; at != b; ++at) differ |= exchange(*at, had, wanted, ~Word{0});
        return differ == 0;
    }

    /// @return what was not as it should have been
    static Word exchange(Word& word, Word had, Word wanted, Word mask) {
        const Word differ = (word ^ had) & mask;
        put(word, wanted, mask);
        return differ;
    }
    static void put(Word& word, Word wanted, Word mask) { word = (word & ~mask) | (wanted & mask); }

    [[nodiscard]] std::uint8_t* bytes() { return reinterpret_cast<std::uint8_t*>(words_.data()); }
    [[nodiscard]] const std::uint8_t* bytes() const { return reinterpret_cast<const std::uint8_t*>(words_.data()); }

    /// Words, so that they may be read as words, and as bytes as any object may.
    std::array<Word, (Count - 1) / a_word + 1> words_{};
};

}  // namespace freehold
