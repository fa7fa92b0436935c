// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "freehold/free_index/run_wish.hpp"

namespace freehold {

/// The lowest run of `count`, on one path from the top. @pre the tree holds one
/// @param in_block looks into one block, which holds one
template <class Tree>
[[nodiscard]] constexpr std::uint32_t lowest_run(const Tree& tree, std::uint32_t count, auto&& in_block) {
    std::uint32_t node = 0;
    for (unsigned level = Tree::top; level-- > 0;) {
        node *= 2;
        const auto left = tree.at(level, node);
        if (left.head >= count) return Tree::start(level, node);
        if (left.longest >= count) continue;
        ++node;
        if (left.tail + tree.at(level, node).head >= count) return Tree::start(level, node) - left.tail;
    }
    return in_block(node);
}

/// The lowest place for an aligned wish: walks all nodes that hold a run of `wish.count`, in ascending order.
/// @param in_block looks into one block
template <class Tree>
[[nodiscard]] constexpr std::optional<std::uint32_t> search_tree(const Tree& tree, RunWish wish, auto&& in_block) {
    unsigned level = Tree::top;
    std::uint32_t node = 0;
    while (true) {
        if (tree.at(level, node).longest >= wish.count) {
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
