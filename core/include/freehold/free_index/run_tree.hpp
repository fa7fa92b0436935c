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

    [[nodiscard]] static constexpr std::uint32_t nodes_at(unsigned level) {
        return static_cast<std::uint32_t>(((std::uint64_t{Blocks} - 1) >> level) + 1);
    }

    /// A node, widened. One past the end of a level counts as a block with nothing free.
    [[nodiscard]] constexpr Summary at(unsigned level, std::uint32_t index) const {
        if (index >= nodes_at(level)) return {};
        if (level > 0) return nodes_[bases[level] + index];
        const Leaf& leaf = leaves_[index];
        return {leaf.head, leaf.longest, leaf.tail};
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
        for (unsigned level = 1; level < levels; ++level)
            if (!renew(level, block >> level)) return;
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
    static_assert(BlockSlots <= 0xffff, "a block's lengths fit 16 bits");
    using LeafLength = std::uint16_t;
    using Leaf = RunSummary<LeafLength>;

    static constexpr std::array<std::uint32_t, levels + 1> bases = [] {
        std::array<std::uint32_t, levels + 1> base{};
        for (unsigned level = 1; level < levels; ++level) base[level + 1] = base[level] + nodes_at(level);
        return base;
    }();

    /// Makes a node what its children say. @return whether that changed it
    constexpr bool renew(unsigned level, std::uint32_t index) {
        const Summary left = at(level - 1, 2 * index);
        const Summary right = at(level - 1, 2 * index + 1);
        const std::uint32_t whole = BlockSlots << (level - 1);
        const Summary both{left.head == whole ? left.head + right.head : left.head,
                           std::max({left.longest, right.longest, left.tail + right.head}),
                           right.tail == whole ? right.tail + left.tail : right.tail};
        Summary& node = nodes_[bases[level] + index];
        if (node == both) return false;
        node = both;
        return true;
    }

    std::array<Leaf, Blocks> leaves_{};
    std::array<Summary, std::max<std::uint32_t>(bases[levels], 1)> nodes_{};
};

}  // namespace freehold
