// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>

namespace freehold {

/// What a block says of its free slots: the run at its start, its longest, and the run at its end.
template <std::unsigned_integral Length>
struct RunSummary {
    Length head = 0;
    Length longest = 0;
    Length tail = 0;

    constexpr bool operator==(const RunSummary&) const = default;
};

/// The summaries of `Blocks` blocks of `block_slots` slots each, and above them a binary tree of the summaries of
/// pairs. Every node is always what its children make it; who owns the tree says when a leaf changes.
///
/// Memory: 6 bytes a block (12 if its slots do not fit 16 bits) and 12 bytes a block above.
template <std::uint32_t Blocks, std::uint32_t BlockSlots>
class RunTree {
public:
    using Summary = RunSummary<std::uint32_t>;
    static constexpr unsigned levels = [] {
        unsigned level = 1;
        for (std::uint32_t nodes = Blocks; nodes > 1; nodes = (nodes + 1) / 2) ++level;
        return level;
    }();
    static constexpr unsigned top = levels - 1;

    [[nodiscard]] static constexpr std::uint32_t nodes_at(unsigned level) { return ((Blocks - 1) >> level) + 1; }

    /// A node, widened. One past the end of a level of odd length is there, with nothing free.
    [[nodiscard]] constexpr Summary at(unsigned level, std::uint32_t index) const {
        return level == 0 ? widened(leaves_[index]) : nodes_[bases[level] + index];
    }

    /// The longest run there is.
    [[nodiscard]] constexpr std::uint32_t longest() const { return at(top, 0).longest; }
    /// Where the slots of a node start.
    [[nodiscard]] static constexpr std::uint32_t start(unsigned level, std::uint32_t index) {
        return index * BlockSlots << level;
    }

    /// A block has changed. Climbs while a node changes: at most `levels` steps, and most often one.
    constexpr void update(std::uint32_t block, Summary summary) {
        if (!store(block, summary)) return;
        Summary left = widened(leaves_[block & ~1U]);
        Summary right = widened(leaves_[block | 1]);
        for (unsigned level = 1; level < levels; ++level) {
            const Summary both = joined(left, right, BlockSlots << (level - 1));
            block /= 2;
            Summary* const pair = &nodes_[bases[level] + (block & ~1U)];
            if (pair[block % 2] == both) return;
            pair[block % 2] = both;
            left = pair[0];
            right = pair[1];
        }
    }

    /// Sets one leaf and no more; `renew_above` must follow.
    constexpr bool store(std::uint32_t block, Summary summary) {
        const Leaf leaf{static_cast<LeafLength>(summary.head), static_cast<LeafLength>(summary.longest),
                        static_cast<LeafLength>(summary.tail)};
        if (leaves_[block] == leaf) return false;
        leaves_[block] = leaf;
        return true;
    }

    /// The leaves from `first` to `last` have changed.
    constexpr void renew_above(std::uint32_t first, std::uint32_t last) {
        for (unsigned level = 1; level < levels; ++level)
            for (std::uint32_t i = first >> level; i <= last >> level; ++i) renew(level, i);
    }

    /// Whether two trees agree wherever `skip(level, index)` does not ask to look away.
    [[nodiscard]] constexpr bool same(const RunTree& other, auto&& skip) const {
        for (unsigned level = 0; level < levels; ++level)
            for (std::uint32_t i = 0; i < nodes_at(level); ++i)
                if (!skip(level, i) && at(level, i) != other.at(level, i)) return false;
        return true;
    }

private:
    static_assert(Blocks > 0 && BlockSlots <= 0xffff, "a block's lengths fit 16 bits");
    using LeafLength = std::uint16_t;
    using Leaf = RunSummary<LeafLength>;

    static constexpr Summary widened(const Leaf& leaf) { return {leaf.head, leaf.longest, leaf.tail}; }
    /// So that every node has a sibling, and none has to ask.
    static constexpr std::uint32_t even(std::uint32_t nodes) { return (nodes + 1) & ~1U; }

    static constexpr std::array<std::uint32_t, levels + 1> bases = [] {
        std::array<std::uint32_t, levels + 1> base{};
        for (unsigned level = 1; level < levels; ++level) base[level + 1] = base[level] + even(nodes_at(level));
        return base;
    }();

    /// What two neighbours say together. @param whole the slots of either
    static constexpr Summary joined(const Summary& left, const Summary& right, std::uint32_t whole) {
        return {left.head == whole ? whole + right.head : left.head,
                std::max({left.longest, right.longest, left.tail + right.head}),
                right.tail == whole ? whole + left.tail : right.tail};
    }

    constexpr void renew(unsigned level, std::uint32_t index) {
        nodes_[bases[level] + index] =
            joined(at(level - 1, 2 * index), at(level - 1, 2 * index + 1), BlockSlots << (level - 1));
    }

    std::array<Leaf, even(Blocks)> leaves_{};
    std::array<Summary, std::max<std::uint32_t>(bases[levels], 1)> nodes_{};
};

}  // namespace freehold
