// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/contract.hpp"
#include "freehold/run_table/run_book.hpp"
#include "freehold/run_table/run_list.hpp"

namespace freehold {

/// With which neighbours new pages become one run.
struct Joins {
    bool left = false;
    bool right = false;
    [[nodiscard]] constexpr std::uint32_t cost() const { return left || right ? 0 : 1; }
};

/// Runs, each counted to the budget of whoever pays for it: the one place where runs begin, grow, are cut and go.
/// A single page that is a run of its own is the frequent case, so it alone is inlined.
/// A whitelist numbers no two regions without a slot between them, so consecutive slots lie in one region.
/// @tparam fixed runs outside all budgets
template <std::uint32_t SlotCount, RunBudget budget, std::uint32_t fixed>
class CountedRuns {
public:
    using List = RunList<SlotCount, budget.total() + fixed>;
    using Book = RunBook<budget>;

    [[nodiscard]] constexpr const List& list() const { return list_; }
    [[nodiscard]] constexpr const Book& book() const { return book_; }
    [[nodiscard]] constexpr Book& book() { return book_; }

    /// Slots that are never free, behind all runs so far.
    constexpr void fix(Slots slots) { list_.insert(list_.end(), {slots, RunTag{kernel_pid, Hold::kept}}); }

    /// Whether these slots are in no run. @param at the first run behind them
    [[nodiscard]] constexpr bool all_free(std::uint32_t at, Slots slots) const {
        return (at == list_.begin() || list_.end_slot(at - 1) <= slots.first.index()) &&
               (at == list_.end() || list_.first_slot(at) >= slots.end().index());
    }
    /// What free slots before run `at` would join.
    [[nodiscard]] constexpr Joins joins(std::uint32_t at, Slots slots, RunTag tag) const {
        return {at != list_.begin() && list_.tag(at - 1) == tag && list_.end_slot(at - 1) == slots.first.index(),
                at != list_.end() && list_.tag(at) == tag && list_.first_slot(at) == slots.end().index()};
    }
    /// Whether slots that leave their run leave two.
    [[nodiscard]] static constexpr bool splits(const Run& run, Slots slots) {
        return slots.first != run.slots.first && slots.end() != run.slots.end();
    }

    /// Makes free slots before run `at` part of a run.
    /// @pre the budget has room for what the joins cost
    [[gnu::always_inline]] constexpr void put(std::uint32_t at, Slots slots, RunTag tag, Joins joins) {
        if (joins.cost() == 0) return join(at, slots, joins);
        list_.insert(at, {slots, tag});
        book_.add(tag.payer(), 1);
    }

    /// Takes slots out of run `at`, which holds them.
    /// @pre where this splits it the budget has room for one
    [[gnu::always_inline]] constexpr void cut(std::uint32_t at, const Run& run, Slots slots) {
        if (run.slots != slots) return shorten(at, run, slots);
        list_.erase(at);
        book_.remove(run.tag.payer(), 1);
    }

    /// Cuts slots out of run `at`, and makes them part of one with another tag.
    constexpr void hand_over(std::uint32_t at, Slots slots, RunTag tag) {
        const Run run = list_[at];
        expects(!splits(run, slots) || book_.room(run.tag.payer()) != 0);
        cut(at, run, slots);
        const std::uint32_t place = list_.after(slots.first);
        const Joins with = joins(place, slots, tag);
        expects(with.cost() <= book_.room(tag.payer()));
        put(place, slots, tag, with);
    }

    /// Leaves of a run only this part. @return how many slots went
    constexpr std::uint32_t trim(std::uint32_t at, Slots used) {
        const Run run = list_[at];
        if (used.count == 0) cut(at, run, run.slots);
        else list_.set(at, {used, run.tag});
        return run.slots.count - used.count;
    }

    constexpr bool operator==(const CountedRuns&) const = default;

private:
    [[gnu::noinline]] constexpr void join(std::uint32_t at, Slots slots, Joins joins) {
        const std::uint32_t grown = joins.left ? at - 1 : at;
        if (joins.left) slots = joined(list_[at - 1].slots, slots);
        if (joins.right) slots = joined(slots, list_[at].slots);
        list_.set(grown, {slots, list_.tag(grown)});
        if (!joins.left || !joins.right) return;
        book_.remove(list_.tag(at).payer(), 1);
        list_.erase(at);
    }

    [[gnu::noinline]] constexpr void shorten(std::uint32_t at, const Run& run, Slots slots) {
        const Slots left{run.slots.first, slots.first.index() - run.slots.first.index()};
        const Slots right{slots.end(), run.slots.end().index() - slots.end().index()};
        list_.set(at, {left.count != 0 ? left : right, run.tag});
        if (left.count == 0 || right.count == 0) return;
        list_.insert(at + 1, {right, run.tag});
        book_.add(run.tag.payer(), 1);
    }

    static constexpr Slots joined(Slots left, Slots right) { return {left.first, left.count + right.count}; }

    List list_;
    Book book_;
};

}  // namespace freehold
