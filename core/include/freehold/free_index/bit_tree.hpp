// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>

#include "freehold/free_index/word_runs.hpp"

namespace freehold {

/// A set of numbers below `Capacity` that knows its lowest word. A bit for each number, above it a bit for each word
/// that is not 0, and so on up to one word. Memory: 1 bit a number, and a W-th of that above (W = bits of a word).
///
/// Putting in or taking out one number touches one word, and a level more only when a word ceases or begins to be 0.
template <std::uint32_t Capacity, std::unsigned_integral Word>
class BitTree {
    static_assert(Capacity > 0);

public:
    static constexpr std::uint32_t word_bits = runs::bits_of<Word>;
    static constexpr std::uint32_t word_count = (Capacity - 1) / word_bits + 1;

    /// The place of a number in its word.
    [[nodiscard]] static constexpr Word bit(std::uint32_t at) { return static_cast<Word>(Word{1} << (at % word_bits)); }
    [[nodiscard]] constexpr Word word(std::uint32_t index) const { return words_[index]; }
    [[nodiscard]] constexpr bool has(std::uint32_t at) const { return (words_[at / word_bits] & bit(at)) != 0; }
    [[nodiscard]] constexpr bool empty() const { return tail_ == 0; }
    /// The lowest word that is not 0. @pre not `empty()`
    [[nodiscard]] constexpr std::uint32_t lowest_word() const { return word_count - tail_; }
    /// The lowest number. @pre not `empty()`
    [[nodiscard]] constexpr std::uint32_t lowest() const {
        return lowest_word() * word_bits + runs::lowest(words_[lowest_word()]);
    }

    [[gnu::always_inline]] constexpr void insert(std::uint32_t at) {
        set<0>(at);
        tail_ = std::max(tail_, word_count - at / word_bits);
    }

    [[gnu::always_inline]] constexpr void erase(std::uint32_t at) {
        Word& word = words_[at / word_bits];
        word &= static_cast<Word>(~bit(at));
        if (word == 0) [[unlikely]]
            emptied(at / word_bits);
    }

    /// @pre `count` is not 0
    constexpr void insert(std::uint32_t first, std::uint32_t count) {
        set_range<0>(first, first + count - 1);
        tail_ = std::max(tail_, word_count - first / word_bits);
    }

    /// @pre `count` is not 0
    constexpr void erase(std::uint32_t first, std::uint32_t count) {
        clear_range<0>(first, first + count - 1);
        if (tail_ != 0 && words_[lowest_word()] == 0) tail_ = word_count - lowest_in<levels - 1>();
    }

    /// Whether all of a run are in. @pre `count` is not 0
    [[nodiscard]] constexpr bool has_all(std::uint32_t first, std::uint32_t count) const {
        const std::uint32_t last = first + count - 1;
        const std::uint32_t a = first / word_bits;
        const std::uint32_t b = last / word_bits;
        if (a == b) return lacks_none(a, from(first) & up_to(last));
        if (!lacks_none(a, from(first)) || !lacks_none(b, up_to(last))) return false;
        for (std::uint32_t i = a + 1; i < b; ++i)
            if (words_[i] != runs::all<Word>) return false;
        return true;
    }

    constexpr bool operator==(const BitTree&) const = default;

private:
    static constexpr std::uint32_t words_at(unsigned level) {
        return level == 0 ? word_count : (words_at(level - 1) - 1) / word_bits + 1;
    }
    static constexpr unsigned levels = [] {
        unsigned level = 1;
        while (words_at(level - 1) > 1) ++level;
        return level;
    }();
    /// Where the words of a level start.
    static constexpr std::uint32_t base(unsigned level) {
        return level == 0 ? 0 : base(level - 1) + words_at(level - 1);
    }
    template <unsigned Level>
    static constexpr std::uint32_t base_of = base(Level);

    static constexpr Word from(std::uint32_t at) { return static_cast<Word>(runs::all<Word> << (at % word_bits)); }
    static constexpr Word up_to(std::uint32_t at) {
        return static_cast<Word>(runs::all<Word> >> (word_bits - 1 - at % word_bits));
    }

    constexpr bool lacks_none(std::uint32_t index, Word mask) const { return (words_[index] & mask) == mask; }

    template <unsigned Level>
    constexpr void set(std::uint32_t at) {
        Word& word = words_[base_of<Level> + at / word_bits];
        const Word before = word;
        word = before | bit(at);
        if constexpr (Level + 1 < levels)
            if (before == 0) set<Level + 1>(at / word_bits);
    }

    /// A word has become 0.
    [[gnu::noinline]] constexpr void emptied(std::uint32_t index) {
        const std::uint32_t next = drop<1>(index);
        if (index == lowest_word()) tail_ = word_count - next;
    }

    /// Takes out an entry of a level and, above, the words that this makes 0.
    /// @return if all before the entry are out, the lowest that is in; `word_count` when none is
    template <unsigned Level>
    [[gnu::always_inline]] constexpr std::uint32_t drop(std::uint32_t at) {
        if constexpr (Level >= levels) {
            return word_count;
        } else {
            std::uint32_t index = at / word_bits;
            Word word = words_[base_of<Level> + index] & static_cast<Word>(~bit(at));
            words_[base_of<Level> + index] = word;
            if (word == 0) {
                index = drop<Level + 1>(index);
                if (index == word_count) return word_count;
                word = words_[base_of<Level> + index];
            }
            return index * word_bits + runs::lowest(word);
        }
    }

    /// The lowest word that is not 0, found from the top; `word_count` when there is none.
    template <unsigned Level>
    constexpr std::uint32_t lowest_in(std::uint32_t index = 0) const {
        if (words_[base_of<Level> + index] == 0) return word_count;
        if constexpr (Level == 0) return index;
        else return lowest_in<Level - 1>(index * word_bits + runs::lowest(words_[base_of<Level> + index]));
    }

    template <unsigned Level>
    constexpr void set_range(std::uint32_t first, std::uint32_t last) {
        if constexpr (Level < levels) {
            Word* const words = words_.data() + base_of<Level>;
            const std::uint32_t a = first / word_bits;
            const std::uint32_t b = last / word_bits;
            if (a == b) {
                const Word before = words[a];
                words[a] = before | static_cast<Word>(from(first) & up_to(last));
                if (before != 0) return;  // and all above it is set
            } else {
                words[a] |= from(first);
                std::fill(words + a + 1, words + b, runs::all<Word>);
                words[b] |= up_to(last);
            }
            set_range<Level + 1>(a, b);
        }
    }

    template <unsigned Level>
    constexpr void clear_range(std::uint32_t first, std::uint32_t last) {
        if constexpr (Level < levels) {
            Word* const words = words_.data() + base_of<Level>;
            std::uint32_t a = first / word_bits;
            std::uint32_t end = last / word_bits + 1;
            if (a + 1 == end) {
                words[a] &= static_cast<Word>(~(from(first) & up_to(last)));
            } else {
                words[a] &= static_cast<Word>(~from(first));
                std::fill(words + a + 1, words + end - 1, Word{0});
                words[end - 1] &= static_cast<Word>(~up_to(last));
            }
            if (words[end - 1] != 0) --end;  // only the first and the last word can have kept something
            if (a < end && words[a] != 0) ++a;
            if (a < end) clear_range<Level + 1>(a, end - 1);
        }
    }

    /// Words from the lowest that is not 0 to the end. 0 when all are, so that an empty set is all zeros.
    std::uint32_t tail_ = 0;
    /// All levels, the numbers themselves first.
    std::array<Word, base(levels)> words_{};
};

}  // namespace freehold
