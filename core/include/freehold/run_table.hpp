// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>

#include "freehold/contract.hpp"
#include "freehold/ownership.hpp"
#include "freehold/run_table/counted_runs.hpp"
#include "freehold/run_table/gaps.hpp"
#include "freehold/run_table/survey.hpp"
#include "freehold/whitelist.hpp"

namespace freehold {

/// The ownership table for scarce memory (R7): who owns a page is computed from runs of pages with one owner, in a number
/// of bytes that memory does not change. `docs/tables.md` has the bounds, the bytes and why the accounting holds.
///
/// Each run is counted to the budget of the process that caused it, and the table has room for all budgets. A run lies in
/// one region; neighbours of one process are one run; free memory costs nothing. Page tables and contexts are runs of
/// one page each. Pages freed in the middle of a run, by a process whose budget is used up, stay in it: *parked*.
/// @tparam whitelist a `constexpr Whitelist` object
template <const auto& whitelist, RunBudget budget>
class RunTable {
public:
    static constexpr unsigned max_processes = budget.processes;

    RunTable() {
        whitelist.each_pool_run([this](Slots run) {
            free_count_ += run.count;
            if (run.first.index() != 0) runs_.fix({Slot{run.first.index() - 1}, 1});
        });
    }

    /// Bounded whatever the permit's size, so nobody needs to come between.
    [[nodiscard]] Expected<Claim<RunTable>> claim(Permit permit, XousPid owner, auto&&...) {
        const Slots slots = permit.slots();
        const std::uint32_t at = list().after(slots.first);
        if (!runs_.all_free(at, slots)) return refuse(Error::memory_in_use);
        const RunTag tag{owner, Hold::own};
        const Joins joins = runs_.joins(at, slots, tag);
        if (!may_take(joins, owner)) return refuse(Error::out_of_memory);
        return take(permit, at, tag, joins);
    }

    [[nodiscard]] Expected<Claim<RunTable>> claim_contiguous(PageCount count, XousPid owner) {
        if (count.raw() == 0 || count > available()) return refuse(Error::out_of_memory);
        const auto pages = static_cast<std::uint32_t>(count.raw());
        const RunTag tag{owner, Hold::own};
        const Gap gap = gaps().choose(pages, tag);
        const Slots slots{gap.slots.first, pages};
        const Joins joins = runs_.joins(gap.at, slots, tag);
        if (gap.slots.count < pages || !may_take(joins, owner)) return refuse(Error::out_of_memory);
        return take(whitelist.pool_permit(slots), gap.at, tag, joins);
    }

    [[nodiscard]] Expected<Reserve<RunTable>> reserve(PageCount count, XousPid owner, PageCount kept = {}) {
        if (count.raw() != 0) {
            if (promised_ != 0 || count > available()) return refuse(Error::out_of_memory);
            const auto pages = static_cast<std::uint32_t>(count.raw());
            const std::uint32_t room = runs_.book().room(owner);  // enough even if no two of them are neighbours?
            if (pages > room && !in_reach(pages, static_cast<std::uint32_t>(kept.raw()), room, owner))
                return refuse(Error::out_of_memory);
            promised_ = pages;
            promised_kept_ = static_cast<std::uint32_t>(kept.raw());
        }
        return Reserve<RunTable>{*this, count, owner};
    }

    PageCount release(Permit permit, XousPid owner) {
        const Slots slots = permit.slots();
        const std::uint32_t at = holder(slots);
        const Run run = list()[at];
        expects(owned_by(run, slots, owner));
        if (runs_.splits(run, slots) && book().room(run.tag.payer()) == 0) {
            book().set_parked(run.tag.payer(), true);
            return PageCount{0};
        }
        runs_.cut(at, run, slots);
        if (slots.end() == drawn_to_) drawn_to_ = {};
        if (permit.kind() == Kind::ram) free_count_ += slots.count;
        return permit.pages().count();
    }

    void transfer(Permit permit, XousPid from, XousPid to) {
        const Slots slots = permit.slots();
        const std::uint32_t at = holder(slots);
        const Run run = list()[at];
        expects(owned_by(run, slots, from));
        const XousPid payer = run.tag.payer();
        if (to != kernel_pid) return runs_.hand_over(at, slots, RunTag{to, Hold::own});
        const std::uint32_t needed = runs_.splits(run, slots) ? 2 : 1;
        if (run.slots == slots || needed <= book().room(payer))
            return runs_.hand_over(at, slots, RunTag{payer, Hold::left});
        book().set_leaving(payer, true);
    }

    [[nodiscard]] bool has_room(std::uint32_t runs, XousPid pid) const {
        return promised_kept_ + runs <= runs_.book().room(pid);
    }

    [[nodiscard]] std::uint32_t splits(Permit permit) const {
        // pages are handed over one by one, ascending: the first may leave two runs even where all of them leave one
        return runs_.splits(list()[holder(permit.slots())], Slots{permit.slots().first, 1}) ? 1 : 0;
    }

    [[nodiscard]] bool parked(XousPid pid) const { return runs_.book().parked(pid); }

    Freed unpark(XousPid pid, auto&& each_in_use) {
        Survey<List, Book::most> survey{list(), pid};
        each_in_use([&](PhysPage page) {
            const Region* region =
                whitelist.find(page);  // one that is owned as a whole has one slot, and is counted once
            if (region->granularity == Granularity::page || page == region->pages.first())
                survey.in_use(whitelist.slot_of(page));
        });
        Freed freed;
        std::uint32_t left = 0;
        survey.each_backward([&](std::uint32_t at, Slots used) {
            PageCount& part = list().first_slot(at) < whitelist.pool_slots() ? freed.ram : freed.other;
            part += PageCount{runs_.trim(at, used)};
            left += used.count;
        });
        free_count_ += static_cast<std::uint32_t>(freed.ram.raw());
        drawn_to_ = {};
        book().set_parked(pid, left != survey.seen());
        return freed;
    }

    Freed finish(XousPid pid) {
        const Freed freed = unpark(pid, [](auto&&) {});
        book().set_leaving(pid, false);
        return freed;
    }

    [[nodiscard]] XousPid owner(PhysPage page) const {
        const Region* region = whitelist.find(page);
        if (!region) return nobody;
        if (region->kind == Kind::reserved) return kernel_pid;
        const Slot slot = whitelist.slot_of(page);
        const std::uint32_t at = list().after(slot);
        if (at == list().begin() || slot.index() >= list().end_slot(at - 1)) return nobody;
        return owner_of(list().tag(at - 1));
    }

    [[nodiscard]] OwnedRun run_from(PhysPage page) const {
        const Region* region = whitelist.find_from(page);
        if (!region) return {};
        const PhysPage first = std::max(page, region->pages.first());
        const PageCount rest = region->pages.end() - first;
        if (region->entries() <= 1) return {PhysPages{first, rest}, owner(first)};
        const auto most = static_cast<std::uint32_t>(std::min(rest.raw(), run_scan_limit));
        const XousPid who = owner(first);
        return {PhysPages{first, PageCount{alike(Slots{whitelist.slot_of(first), most}, who)}}, who};
    }

    [[nodiscard]] PageCount available() const { return PageCount{free_count_ - promised_}; }

    bool operator==(const RunTable&) const = default;

private:
    friend Reserve<RunTable>;

    /// Slots between two regions of RAM are runs of nobody's budget.
    static constexpr std::uint32_t borders = [] {
        std::uint32_t stretches = 0;
        whitelist.each_pool_run([&](Slots) { ++stretches; });
        return stretches == 0 ? 0 : stretches - 1;
    }();
    using Runs = CountedRuns<whitelist.slots(), budget, borders>;
    using List = Runs::List;
    using Book = Runs::Book;

    const List& list() const { return runs_.list(); }
    Book& book() { return runs_.book(); }
    Gaps<List, whitelist.pool_slots()> gaps() const { return Gaps<List, whitelist.pool_slots()>{list()}; }

    /// Whether these pages can be drawn within the budget: each that is kept as a run, the others as the largest gaps.
    bool in_reach(std::uint32_t count, std::uint32_t kept, std::uint32_t room, XousPid owner) const {
        if (kept > room) return false;
        return kept == count || gaps().template hold<Book::most>(count, room - kept) ||
               gaps().behind_own(count, RunTag{owner, Hold::own}).slots.count != 0;
    }

    Claim<RunTable> draw(PageCount most, XousPid owner) {
        const std::uint32_t wanted = promised_ - promised_kept_;
        const RunTag tag{owner, Hold::own};
        const Gap gap = next_gap(wanted, tag);
        const std::uint32_t here = std::min(gap.slots.count, wanted);
        const auto count = static_cast<std::uint32_t>(std::min(most.raw(), Word{here}));
        promised_ -= count;
        const Slots slots{gap.slots.first, count};
        drawn_to_ = slots.end();
        amid_gap_ = count < here;
        return take(whitelist.pool_permit(slots), gap.at, tag, runs_.joins(gap.at, slots, tag));
    }

    /// What is left of the gap of a draw that stopped short; else that behind the last draw, if it holds all that is wanted and the
    /// run before it is the asker's, which saves a frequent request all passes; else the best choice.
    Gap next_gap(std::uint32_t wanted, RunTag tag) const {
        const std::uint32_t at = list().after(drawn_to_);
        const Gap gap = gaps().before(at);
        if (amid_gap_ || (gap.slots.count >= wanted && runs_.joins(at, {drawn_to_, 1}, tag).left)) return gap;
        return gaps().choose(wanted, tag);
    }

    Claim<RunTable> draw_kept(XousPid owner) {
        expects(promised_kept_ != 0);
        const Gap gap = gaps().smallest();
        --promised_;
        --promised_kept_;
        // from its end: a run that was to grow into this gap still can
        return take(whitelist.pool_permit(Slots{Slot{gap.slots.end().index() - 1}, 1}), gap.at,
                    RunTag{owner, Hold::kept}, Joins{});
    }

    void unreserve(PageCount count, XousPid) {
        if (count.raw() == 0) return;
        promised_ = promised_kept_ = 0;
        amid_gap_ = false;
    }

    /// Not beyond the budget, and not what may be promised to somebody.
    bool may_take(Joins joins, XousPid owner) const {
        return promised_ == 0 && joins.cost() <= runs_.book().room(owner);
    }

    Claim<RunTable> take(const Permit& permit, std::uint32_t at, RunTag tag, Joins joins) {
        runs_.put(at, permit.slots(), tag, joins);
        if (permit.kind() == Kind::ram) free_count_ -= permit.slots().count;
        return Claim<RunTable>{*this, permit, tag.payer()};
    }

    /// The run that holds a slot which is owned.
    std::uint32_t holder(Slots slots) const {
        const std::uint32_t after = list().after(slots.first);
        expects(after != list().begin());
        return after - 1;
    }

    bool owned_by(const Run& run, Slots slots, XousPid owner) const {
        return slots.end() <= run.slots.end() && (run.tag.payer() == owner || owner_of(run.tag) == owner);
    }

    XousPid owner_of(RunTag tag) const {
        const bool kernels = tag.hold() == Hold::left || (tag.hold() == Hold::own && runs_.book().leaving(tag.payer()));
        return kernels ? kernel_pid : tag.payer();
    }

    /// How many of these slots, from the first on, have this owner, the first being one.
    std::uint32_t alike(Slots slots, XousPid owner) const {
        std::uint32_t at = list().after(slots.first);
        std::uint32_t end = slots.first.index();
        if (owner == nobody) {
            end = at == list().end() ? slots.end().index() : list().first_slot(at);
        } else {
            for (end = list().end_slot(at - 1);
                 at < list().end() && list().first_slot(at) == end && owner_of(list().tag(at)) == owner; ++at)
                end = list().end_slot(at);
        }
        return std::min(end - slots.first.index(), slots.count);
    }

    Runs runs_;
    std::uint32_t free_count_ = 0;
    std::uint32_t promised_ = 0;       ///< to one promise at a time
    std::uint32_t promised_kept_ = 0;  ///< of those: page tables and contexts
    Slot drawn_to_;                    ///< where the last draw ended, while that page has an owner; else 0
    bool amid_gap_ = false;            ///< and more of its gap is promised
};

}  // namespace freehold
