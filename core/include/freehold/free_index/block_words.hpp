// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "freehold/free_index/run_wish.hpp"
#include "freehold/free_index/word_runs.hpp"

/// Looks at the words [first, end) of `bits`: the bottom of the tree, where runs are counted and found in the bits.
namespace freehold::block_words {

/// Adds up the runs of words that are not all alike. First those that reach the border of a word, which are soon counted; within
/// a word only longer ones are then looked for, and none where one is as long as a word.
template <class Summary, class Bits>
[[nodiscard]] constexpr Summary sum_of_mixed(const Bits& bits, std::uint32_t first, std::uint32_t end) {
    using Word = decltype(bits.word(0));
    Summary sum;
    std::uint32_t run = 0;  // the length of the run that ends where this word starts
    bool at_head = true;
    for (std::uint32_t i = first; i < end; ++i) {
        const Word word = bits.word(i);
        if (word == runs::all<Word>) {
            run += runs::bits_of<Word>;
            continue;
        }
        run += runs::at_start(word);
        if (at_head) sum.head = run;
        at_head = false;
        sum.longest = std::max(sum.longest, run);
        run = runs::at_end(word);
    }
    sum.longest = std::max(sum.longest, run);
    sum.tail = run;
    for (std::uint32_t i = first; i < end && sum.longest < runs::bits_of<Word>; ++i)
        sum.longest = runs::longest(bits.word(i), sum.longest);
    return sum;
}

/// The summary of the words. Blocks with nothing free or with nothing taken are frequent, and soon done.
template <class Summary, class Bits>
[[nodiscard]] constexpr Summary sum_of(const Bits& bits, std::uint32_t first, std::uint32_t end) {
    using Word = decltype(bits.word(0));
    const Word sample = bits.word(first);
    std::uint32_t same = first + 1;
    while (same < end && bits.word(same) == sample) ++same;
    if (same == end && sample == 0) return {};
    const std::uint32_t size = (end - first) * runs::bits_of<Word>;
    if (same == end && sample == runs::all<Word>) return {size, size, size};
    return sum_of_mixed<Summary>(bits, first, end);
}

/// The lowest place for the wish within the words [first, end) of `bits`. A word costs log2(count) steps.
template <class Bits>
[[nodiscard]] constexpr std::optional<std::uint32_t> search(const Bits& bits, std::uint32_t first, std::uint32_t end,
                                                            RunWish wish) {
    using Word = decltype(bits.word(0));
    constexpr std::uint32_t width = runs::bits_of<Word>;
    const Word grid = runs::every<Word>(wish.align);
    std::uint32_t run = 0;  // how long the run is that ends where this word starts
    for (std::uint32_t i = first; i < end; ++i) {
        const Word word = bits.word(i);
        const std::uint32_t head = runs::at_start(word);
        if (const auto found = wish.fit(i * width - run, run + head); found) return found;
        if (head == width) {
            run += width;
            continue;
        }
        if (wish.count < width && wish.align < width) {
            const Word fits = runs::starts(word, wish.count) & grid;
            if (fits != 0) return i * width + runs::lowest(fits);
        }
        run = runs::at_end(word);
    }
    return {};
}

}  // namespace freehold::block_words
