// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

/// Runs of ones within one word. Bit 0 is the lowest position. Every function is free of calls and of tables that a
/// library would have to bring, so they cost a handful of instructions even where the machine cannot count zeros.
namespace freehold::runs {

template <std::unsigned_integral Word>
inline constexpr std::uint32_t bits_of = std::numeric_limits<Word>::digits;

/// Only ones. Named, because `~Word{0}` of a small type is an int below 0.
template <std::unsigned_integral Word>
inline constexpr Word all = std::numeric_limits<Word>::max();

/// The lowest position that is set. @pre `word` is not 0 (which spares the machine a branch).
template <std::unsigned_integral Word>
[[nodiscard]] constexpr std::uint32_t lowest(Word word) {
    if (word == 0) std::unreachable();
    return static_cast<std::uint32_t>(std::countr_zero(word));
}

/// The length of the run at position 0.
template <std::unsigned_integral Word>
[[nodiscard]] constexpr std::uint32_t at_start(Word word) {
    return static_cast<std::uint32_t>(std::countr_one(word));
}

/// The length of the run that ends at the highest position.
template <std::unsigned_integral Word>
[[nodiscard]] constexpr std::uint32_t at_end(Word word) {
    if ((word >> (bits_of<Word> - 1)) == 0) return 0;  // half of all words, and counting is long on a small machine
    return static_cast<std::uint32_t>(std::countl_one(word));
}

/// Ones at the multiples of `step`, a power of two.
template <std::unsigned_integral Word>
[[nodiscard]] constexpr Word every(std::uint32_t step) {
    Word grid = 1;
    for (; step < bits_of<Word>; step *= 2) grid |= static_cast<Word>(grid << step);
    return grid;
}

/// The positions at which `length` ones in a row start, all within the word. Takes log2(length) steps.
/// @pre `length` is not 0 and at most the bits of a word.
template <std::unsigned_integral Word>
[[nodiscard]] constexpr Word starts(Word word, std::uint32_t length) {
    std::uint32_t have = 1;
    while (have <= length - have) {
        word &= static_cast<Word>(word >> have);
        have += have;
    }
    return word & static_cast<Word>(word >> (length - have));
}

/// The length of the longest run in the word, or `known` where no run is longer than that.
template <std::unsigned_integral Word>
[[nodiscard]] constexpr std::uint32_t longest(Word word, std::uint32_t known) {
    if (known >= bits_of<Word>) return known;
    Word left = starts(word, known + 1);
    while (left != 0) {
        left &= static_cast<Word>(left >> 1);
        ++known;
    }
    return known;
}

/// Whether the run around position `at` lies within the word and is at most `length` long, when no other run is longer.
/// @pre `at` is set
template <std::unsigned_integral Word>
[[nodiscard]] constexpr bool hides_within(Word word, std::uint32_t at, std::uint32_t length) {
    const Word low = static_cast<Word>(all<Word> >> (bits_of<Word> - 1 - at));  // positions 0 to `at`
    if ((word & low) == low || (word | low) == all<Word>) return false;
    return length >= bits_of<Word> || starts(word, length + 1) == 0;
}

static_assert(starts(std::uint32_t{0b0111'0110}, 3) == 0b0001'0000);
static_assert(longest(std::uint32_t{0b0111'0110}, 0) == 3 && longest(std::uint32_t{0b0111'0110}, 5) == 5);
static_assert(hides_within(std::uint32_t{0b0110}, 2, 2) && !hides_within(std::uint32_t{0b0110}, 2, 1));
static_assert(!hides_within(std::uint32_t{0b0111}, 2, 9) && !hides_within(std::uint32_t{0xe000'0000}, 30, 9));
static_assert(every<std::uint32_t>(8) == 0x01010101);
static_assert(longest(~std::uint64_t{0}, 0) == 64);

}  // namespace freehold::runs
