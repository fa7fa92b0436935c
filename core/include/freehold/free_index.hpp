// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>

#include "freehold/free_index/bit_tree.hpp"
#include "freehold/free_index/block_words.hpp"
#include "freehold/free_index/open_block.hpp"
#include "freehold/free_index/run_search.hpp"
#include "freehold/free_index/run_tree.hpp"
#include "freehold/slot.hpp"

namespace freehold {

/// Which of `Capacity` slots are free: found, taken and put back at a cost that does not grow with their number, runs
/// of any length included. A plain value of fixed size; nothing is free at first.
///
/// Two indexes share the work. `BitTree` has a bit a slot and serves single slots. `RunTree` sums up blocks of eight
/// words (free run at the start, longest, at the end) in a binary tree and serves runs. A single slot must not pay for
/// the tree, so up to two blocks are *open*: their leaf is behind the bits. One opens where slots were last taken, one
/// where they were last put, and only when the place moves on, or when runs are looked for, are they summed up.
///
/// Bounds, for N slots and W bits in a word:
/// - `first`, `free`, `free_count`: constant. `first_run` of n: n/W words. `take` and `put` of one slot: log_W N words, nearly always
///   one; when another block has to open, also one `sum_up`.
/// - `sum_up` of a block: its 8 words and at most log2(N / 8W) nodes, fewer when a node comes out as it was; only a look at
///   the words when they are as they were at the last search.
/// - `take`, `put` of n: n/W words, n/8W nodes and two climbs. `all_free`: n/W words.
/// - `find` of n, found or not: two `sum_up`, log2(N / 8W) nodes and the 8 words of one block. With an alignment the
///   same, unless free runs of n exist, all shorter than n + align - 1: then it looks at each of those until one fits.
///
/// Memory: 1 + 1/W + 1/W^2 ... bits a slot for `BitTree`, 18 bytes a block for `RunTree`, 16 words for the open blocks: 1.30 bits a
/// slot with 64-bit words, 1.60 with 32-bit words and some hundred bytes. With the owner's byte 9.3 and 9.6 bits a page.
///
/// Counted on rv32imac at -Os over 4,096 and 32,768 slots, the owner's byte and a call included: the lowest slot is
/// claimed in 66 instructions and given back in 51; the last that is free, 95 and 74. Where a block has to open,
/// some 1,250 were the most that could be provoked.
template <std::uint32_t Capacity, std::unsigned_integral Word = std::uintptr_t>
class FreeIndex {
public:
    /// These become free. @pre none of them is
    [[gnu::always_inline]] constexpr void put(Slots run) {
        if (run.count == 1) [[likely]]
            put_one(run.first.index());
        else if (run.count != 0) put_many(run);
    }

    /// These become taken. @pre all of them are free
    [[gnu::always_inline]] constexpr void take(Slots run) {
        if (run.count == 1) [[likely]]
            take_one(run.first.index());
        else if (run.count != 0) take_many(run);
    }

    [[nodiscard]] constexpr bool free(Slot slot) const { return bits_.has(slot.index()); }
    [[nodiscard]] constexpr bool all_free(Slots run) const {
        return run.count == 0 || bits_.has_all(run.first.index(), run.count);
    }
    [[nodiscard]] constexpr std::uint32_t free_count() const { return free_count_; }

    /// The lowest free slot.
    [[nodiscard]] constexpr std::optional<Slot> first() const {
        if (bits_.empty()) return {};
        return lowest();
    }
    /// The same. @pre `free_count()` > 0
    [[nodiscard]] constexpr Slot lowest() const { return Slot{bits_.lowest()}; }

    /// The free run that starts at `first()`, cut at `most`. Looks at most / W words. @pre `free_count()` > 0
    [[nodiscard]] constexpr Slots first_run(std::uint32_t most) const {
        const std::uint32_t at = bits_.lowest();
        std::uint32_t index = at / word_bits;
        std::uint32_t run = runs::at_start(static_cast<Word>(bits_.word(index) >> (at % word_bits)));
        if (run < word_bits - at % word_bits) return {Slot{at}, std::min(most, run)};
        while (run < most && ++index < Bits::word_count) {
            const std::uint32_t more = runs::at_start(bits_.word(index));
            run += more;
            if (more < word_bits) break;
        }
        return {Slot{at}, std::min(most, run)};
    }

    /// `count` free slots in a row that start at a multiple of `align`. Without an alignment, the lowest such.
    /// Not const: it sums up the open blocks, at most two. @pre `align` is a power of two
    [[nodiscard]] constexpr std::optional<Slot> find(std::uint32_t count, std::uint32_t align = 1) {
        settle();
        const std::uint32_t longest = tree_.longest();
        if (count == 0 || count > longest) return {};
        const RunWish wish{count, align};
        if (align - 1 > longest - count) return search(wish);
        const std::uint32_t at = lowest(count + (align - 1));  // so long that it holds an aligned one wherever it lies
        return Slot{at + wish.padding(at)};
    }

    /// Equal when the same slots are free and every summary agrees. Only those of open blocks, which the bits decide
    /// and which are about to be replaced, are not looked at.
    [[nodiscard]] constexpr bool operator==(const FreeIndex& other) const {
        const auto pending = [&](unsigned level, std::uint32_t node) {
            return std::ranges::any_of(std::array{&open_taken_, &open_put_, &other.open_taken_, &other.open_put_},
                                       [&](const Open* open) { return open->any() && open->block() >> level == node; });
        };
        return free_count_ == other.free_count_ && bits_ == other.bits_ && tree_.same(other.tree_, pending);
    }

private:
    using Bits = BitTree<Capacity, Word>;
    static constexpr std::uint32_t word_bits = Bits::word_bits;
    static constexpr std::uint32_t words_a_block = 8;
    static constexpr std::uint32_t block_slots = words_a_block * word_bits;
    static constexpr std::uint32_t blocks = (Capacity - 1) / block_slots + 1;
    using Tree = RunTree<blocks, block_slots>;
    using Summary = typename Tree::Summary;
    using Open = OpenBlock<Word, words_a_block>;

    static constexpr std::uint32_t block_of(std::uint32_t at) { return at / block_slots; }

    [[gnu::always_inline]] constexpr void put_one(std::uint32_t at) {
        if (!is_open(block_of(at)) && !lost_in_block(at)) [[unlikely]]
            open(open_put_, block_of(at));
        ++free_count_;
        bits_.insert(at);
    }

    [[gnu::always_inline]] constexpr void take_one(std::uint32_t at) {
        touch(open_taken_, block_of(at));
        --free_count_;
        bits_.erase(at);
    }

    [[gnu::noinline]] constexpr void put_many(Slots run) {
        free_count_ += run.count;
        const bool in_one = touch_if_one(open_put_, run);
        bits_.insert(run.first.index(), run.count);
        if (!in_one) renew(run, Summary{block_slots, block_slots, block_slots});
    }

    [[gnu::noinline]] constexpr void take_many(Slots run) {
        free_count_ -= run.count;
        const bool in_one = touch_if_one(open_taken_, run);
        bits_.erase(run.first.index(), run.count);
        if (!in_one) renew(run, Summary{});
    }

    static constexpr std::uint32_t last_block_of(Slots run) { return block_of(run.end().index() - 1); }

    /// A run is about to change: when it lies within one block, that must be open.
    constexpr bool touch_if_one(Open& mine, Slots run) {
        const std::uint32_t block = block_of(run.first.index());
        if (block != last_block_of(run)) return false;
        touch(mine, block);
        return true;
    }

    /// Brings the tree up to date over a run that has changed; blocks of it that were open are not any more.
    /// @param inside what a block says that lies wholly within the run
    [[gnu::noinline]] constexpr void renew(Slots run, Summary inside) {
        const std::uint32_t first = block_of(run.first.index());
        const std::uint32_t last = last_block_of(run);
        for (Open* const open : {&open_taken_, &open_put_})
            if (open->any() && first <= open->block() && open->block() <= last) open->close();
        tree_.store(first, sum_of(first));
        for (std::uint32_t block = first + 1; block < last; ++block) tree_.store(block, inside);
        tree_.store(last, sum_of(last));
        tree_.renew_above(first, last);
    }

    [[gnu::always_inline]] constexpr bool is_open(std::uint32_t block) const {
        return open_put_.is(block) || open_taken_.is(block);
    }

    /// Whether a slot that becomes free leaves the summary of its block as it is: most do where the free ones lie
    /// scattered.
    [[gnu::noinline]] constexpr bool lost_in_block(std::uint32_t at) const {
        const std::uint32_t longest = tree_.at(0, block_of(at)).longest;
        if (longest == 0) return false;
        return runs::hides_within<Word>(bits_.word(at / word_bits) | Bits::bit(at), at % word_bits, longest);
    }

    /// A block is about to change: it must be open.
    [[gnu::always_inline]] constexpr void touch(Open& mine, std::uint32_t block) {
        if (!is_open(block)) [[unlikely]]
            open(mine, block);
    }

    /// Opens a block in place of the one that is open in `mine`. Out of line: it would lengthen every `take` and `put`.
    [[gnu::noinline]] constexpr void open(Open& mine, std::uint32_t block) {
        sum_up(mine);
        mine.open(block);
    }

    constexpr void settle() {
        for (Open* const each : {&open_taken_, &open_put_})
            if (sum_up(*each)) each->remember(bits_, first_word(each->block()), end_word(each->block()));
    }

    /// The leaf of an open block comes up to date. @return whether it may have been otherwise
    constexpr bool sum_up(const Open& mine) {
        if (!mine.any()) return false;
        const std::uint32_t block = mine.block();
        if (mine.as_remembered(bits_, first_word(block), end_word(block))) return false;
        tree_.update(block, sum_of(block));
        return true;
    }

    static constexpr std::uint32_t first_word(std::uint32_t block) { return block * words_a_block; }
    static constexpr std::uint32_t end_word(std::uint32_t block) {
        if constexpr (Bits::word_count % words_a_block == 0) return (block + 1) * words_a_block;
        return std::min((block + 1) * words_a_block, Bits::word_count);
    }

    /// What the bits of a block say.
    constexpr Summary sum_of(std::uint32_t block) const {
        return block_words::sum_of<Summary>(bits_, first_word(block), end_word(block));
    }

    constexpr auto looking_for(RunWish wish) const {
        return [this, wish](std::uint32_t block) {
            return block_words::search(bits_, first_word(block), end_word(block), wish);
        };
    }

    /// @pre there is a run of `count`
    constexpr std::uint32_t lowest(std::uint32_t count) const {
        return lowest_run(tree_, count,
                          [in_block = looking_for({count, 1})](std::uint32_t block) { return *in_block(block); });
    }

    constexpr std::optional<Slot> search(RunWish wish) const {
        return search_tree(tree_, wish, looking_for(wish)).transform([](std::uint32_t at) { return Slot{at}; });
    }

    // What every change reads comes first, within the reach of a load.
    std::uint32_t free_count_ = 0;
    Open open_taken_, open_put_;
    Bits bits_;
    Tree tree_;
};

}  // namespace freehold
