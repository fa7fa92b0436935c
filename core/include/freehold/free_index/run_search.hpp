// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "freehold/free_index/word_runs.hpp"

namespace freehold {

/// What is looked for: `count` slots in a row that start at a multiple of `align`, a power of two.
struct RunWish {
    std::uint32_t count;
    std::uint32_t align;

    /// From `at` to the next place with the alignment.
    [[nodiscard]] constexpr std::uint32_t padding(std::uint32_t at) const { return (0 - at) & (align - 1); }

    /// Where the wish fits into the run of `length` from `at`.
    [[nodiscard]] constexpr std::optional<std::uint32_t> fit(std::uint32_t at, std::uint32_t length) const {
        const std::uint32_t skip = padding(at);
        if (skip > length || length - skip < count) return {};
        return at + skip;
    }
};

/// The lowest place for the wish within the words [first, end) of `bits`. A word costs log2(count) steps.
template <class Bits>
[[nodiscard]] constexpr std::optional<std::uint32_t> search_words(const Bits& bits, std::uint32_t first,
                                                                  std::uint32_t end, RunWish wish) {
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

/// Walks the nodes of a `RunTree` that hold a run of `wish.count`, in ascending order, to the first place for the
/// wish. Without an alignment the first such node has one, so that it visits no more than a path and its siblings.
/// @param in_block looks into one block
template <class Tree>
[[nodiscard]] constexpr std::optional<std::uint32_t> search_tree(const Tree& tree, RunWish wish, auto&& in_block) {
    unsigned level = Tree::top;
    std::uint32_t node = 0;
    while (true) {
        if (const auto sum = tree.at(level, node); sum.longest >= wish.count) {
            if (const auto found = wish.fit(Tree::start(level, node), sum.head); found) return found;
            if (level > 0) {
                --level;
                node *= 2;
                continue;
            }
            if (const auto found = in_block(node); found) return found;
        }
        while (node % 2 == 1) {  // a right child: its parent is done
            ++level;
            node /= 2;
        }
        if (level >= Tree::top) return {};
        const std::uint32_t left = tree.at(level, node).tail;
        const std::uint32_t both = left + tree.at(level, node + 1).head;
        ++node;
        if (both < wish.count) continue;
        if (const auto found = wish.fit(Tree::start(level, node) - left, both); found) return found;
    }
}

}  // namespace freehold
