// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <limits>

#include "freehold/contract.hpp"
#include "freehold/ownership.hpp"
#include "freehold/run_table/gaps.hpp"
#include "freehold/run_table/run_book.hpp"
#include "freehold/run_table/run_list.hpp"
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
            if (run.first.index() != 0)
                runs_.insert(runs_.size(), {{Slot{run.first.index() - 1}, 1}, RunTag{kernel_pid, Hold::kept}});
        });
    }

    [[nodiscard]] Expected<Claim<RunTable>> claim(Permit permit, XousPid owner) {
        const Slots slots = permit.slots();
        const std::uint32_t at = runs_.after(slots.first);
        if (!all_free(at, slots)) return refuse(Error::memory_in_use);
        const RunTag tag{owner, Hold::own};
        const Joins joins = joins_of(permit, at, tag);
        if (promised_ != 0 || joins.cost() > book_.room(owner)) return refuse(Error::out_of_memory);
        return take(permit, at, tag, joins);
    }

    [[nodiscard]] Expected<Claim<RunTable>> claim_contiguous(PageCount count, XousPid owner) {
        if (count.raw() == 0 || promised_ != 0 || count > available()) return refuse(Error::out_of_memory);
        const RunTag tag{owner, Hold::own};
        const auto pages = static_cast<std::uint32_t>(count.raw());
        const Gap gap = gaps().choose(pages, tag);
        if (gap.slots.count < pages) return refuse(Error::out_of_memory);
        const Permit permit = whitelist.pool_permit(Slots{gap.slots.first, pages});
        const Joins joins = joins_of(permit, gap.at, tag);
        if (joins.cost() > book_.room(owner)) return refuse(Error::out_of_memory);
        return take(permit, gap.at, tag, joins);
    }

    [[nodiscard]] Expected<Reserve<RunTable>> reserve(PageCount count, XousPid owner, PageCount kept = {}) {
        if (count.raw() != 0) {
            if (promised_ != 0 || count > available()) return refuse(Error::out_of_memory);
            const auto pages = static_cast<std::uint32_t>(count.raw());
            if (!in_reach(pages, static_cast<std::uint32_t>(kept.raw()), owner)) return refuse(Error::out_of_memory);
            promised_ = pages;
            promised_kept_ = static_cast<std::uint32_t>(kept.raw());
        }
        return Reserve<RunTable>{*this, count, owner};
    }

    PageCount release(Permit permit, XousPid owner) {
        const Slots slots = permit.slots();
        const std::uint32_t at = runs_.after(slots.first);
        expects(at != 0);
        const Run run = runs_[at - 1];
        expects(owned_by(run, slots, owner));
        if (splits(run, slots) && book_.room(run.tag.payer()) == 0) {
            book_.set_parked(run.tag.payer(), true);
            return PageCount{0};
        }
        cut(at - 1, run, slots);
        if (permit.kind() == Kind::ram) free_count_ += slots.count;
        return permit.pages().count();
    }

    void transfer(Permit permit, XousPid from, XousPid to) {
        const Slots slots = permit.slots();
        const std::uint32_t at = runs_.after(slots.first);
        expects(at != 0);
        const Run run = runs_[at - 1];
        expects(owned_by(run, slots, from));
        const XousPid payer = run.tag.payer();
        if (to != kernel_pid) return hand_over(permit, at - 1, RunTag{to, Hold::own});
        const std::uint32_t needed = splits(run, slots) ? 2 : 1;
        if (run.slots == slots || needed <= book_.room(payer)) hand_over(permit, at - 1, RunTag{payer, Hold::left});
        else book_.set_leaving(payer, true);
    }

    [[nodiscard]] bool has_room(std::uint32_t runs, XousPid pid) const {
        return promised_kept_ + runs <= book_.room(pid);
    }

    [[nodiscard]] std::uint32_t splits(Permit permit) const {
        return splits(runs_[runs_.after(permit.slots().first) - 1], permit.slots()) ? 1 : 0;
    }

    [[nodiscard]] bool parked(XousPid pid) const { return book_.parked(pid); }

    Freed unpark(XousPid pid, auto&& each_in_use) {
        Survey<List, Book::most> survey{runs_, pid};
        each_in_use([&](PhysPage page) {
            const Region* region =
                whitelist.find(page);  // one that is owned as a whole has one slot, and is counted once
            if (region->granularity == Granularity::page || page == region->pages.first())
                survey.in_use(whitelist.slot_of(page));
        });
        Freed freed;
        std::uint32_t left = 0;
        survey.each_backward([&](std::uint32_t at, Slots used) {
            PageCount& part = runs_.first(at) < whitelist.pool_slots() ? freed.ram : freed.other;
            part += PageCount{trim(at, used)};
            left += used.count;
        });
        free_count_ += static_cast<std::uint32_t>(freed.ram.raw());
        book_.set_parked(pid, left != survey.seen());
        return freed;
    }

    Freed finish(XousPid pid) {
        const Freed freed = unpark(pid, [](auto&&) {});
        book_.set_leaving(pid, false);
        return freed;
    }

    [[nodiscard]] XousPid owner(PhysPage page) const {
        const Region* region = whitelist.find(page);
        if (!region) return nobody;
        if (region->kind == Kind::reserved) return kernel_pid;
        const Slot slot = whitelist.slot_of(page);
        const std::uint32_t at = runs_.after(slot);
        return at != 0 && slot.index() < runs_.end(at - 1) ? owner_of(runs_.tag(at - 1)) : nobody;
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
    using List = RunList<whitelist.slots(), budget.total() + borders>;
    using Book = RunBook<budget>;

    /// With which neighbours new pages become one run.
    struct Joins {
        bool left;
        bool right;
        [[nodiscard]] std::uint32_t cost() const { return left || right ? 0 : 1; }
    };

    Gaps<List, whitelist.pool_slots()> gaps() const { return Gaps<List, whitelist.pool_slots()>{runs_}; }

    /// Whether these pages can be drawn within the budget: each that is kept as a run, the others as the largest gaps.
    bool in_reach(std::uint32_t count, std::uint32_t kept, XousPid owner) const {
        const std::uint32_t room = book_.room(owner);
        if (kept > room) return false;
        return kept == count || gaps().template hold<Book::most>(count, room - kept) ||
               gaps().behind_own(count, RunTag{owner, Hold::own}).slots.count != 0;
    }

    Claim<RunTable> draw(PageCount most, XousPid owner) {
        const std::uint32_t wanted = promised_ - promised_kept_;
        const RunTag tag{owner, Hold::own};
        const Gap rest = resume_ != 0 ? gaps().before(runs_.after(Slot{resume_})) : Gap{};
        const Gap gap = rest.slots.count != 0 ? rest : gaps().choose(wanted, tag);
        const std::uint32_t here = std::min(gap.slots.count, wanted);
        const auto count = static_cast<std::uint32_t>(std::min(most.raw(), Word{here}));
        promised_ -= count;
        resume_ = count < here ? gap.slots.first.index() + count : 0;
        const Permit permit = whitelist.pool_permit(Slots{gap.slots.first, count});
        return take(permit, gap.at, tag, joins_of(permit, gap.at, tag));
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
        if (count.raw() != 0) promised_ = promised_kept_ = resume_ = 0;
    }

    Claim<RunTable> take(Permit permit, std::uint32_t at, RunTag tag, Joins joins) {
        put(permit.slots(), at, tag, joins);
        if (permit.kind() == Kind::ram) free_count_ -= permit.slots().count;
        return Claim<RunTable>{*this, permit, tag.payer()};
    }

    /// @param at the first run behind the slots
    bool all_free(std::uint32_t at, Slots slots) const {
        return (at == 0 || runs_.end(at - 1) <= slots.first.index()) &&
               (at == runs_.size() || runs_.first(at) >= slots.end().index());
    }

    Joins joins_of(Permit permit, std::uint32_t at, RunTag tag) const {
        const Slots slots = permit.slots();
        const bool left = at != 0 && runs_.tag(at - 1) == tag && runs_.end(at - 1) == slots.first.index();
        const bool right = at != runs_.size() && runs_.tag(at) == tag && runs_.first(at) == slots.end().index();
        if (!left && !right) return {};
        const PhysPages region = whitelist.find(permit.pages().first())->pages;
        return {left && permit.pages().first() != region.first(), right && permit.pages().end() != region.end()};
    }

    void put(Slots slots, std::uint32_t at, RunTag tag, Joins joins) {
        if (joins.left) slots = {runs_[at - 1].slots.first, slots.count + runs_[at - 1].slots.count};
        if (joins.right) slots.count += runs_[at].slots.count;
        if (joins.left && joins.right) {
            runs_.erase(at);
            book_.remove(tag.payer(), 1);
        }
        if (joins.left || joins.right) return runs_.set(joins.left ? at - 1 : at, {slots, tag});
        runs_.insert(at, {slots, tag});
        book_.add(tag.payer(), 1);
    }

    /// Whether slots that leave their run leave two.
    static bool splits(Run run, Slots slots) {
        return slots.first != run.slots.first && slots.end() != run.slots.end();
    }

    /// Takes slots out of run `at`, which holds them.
    void cut(std::uint32_t at, Run run, Slots slots) {
        const Slots left{run.slots.first, slots.first.index() - run.slots.first.index()};
        const Slots right{slots.end(), run.slots.end().index() - slots.end().index()};
        if (left.count == 0 && right.count == 0) {
            runs_.erase(at);
            return book_.remove(run.tag.payer(), 1);
        }
        runs_.set(at, {left.count != 0 ? left : right, run.tag});
        if (left.count == 0 || right.count == 0) return;
        runs_.insert(at + 1, {right, run.tag});
        book_.add(run.tag.payer(), 1);
    }

    /// Cuts slots out of run `at`, and makes them part of one with another tag.
    void hand_over(Permit permit, std::uint32_t at, RunTag tag) {
        const Run run = runs_[at];
        expects(!splits(run, permit.slots()) || book_.room(run.tag.payer()) != 0);
        cut(at, run, permit.slots());
        const std::uint32_t place = runs_.after(permit.slots().first);
        const Joins joins = joins_of(permit, place, tag);
        expects(joins.cost() <= book_.room(tag.payer()));
        put(permit.slots(), place, tag, joins);
    }

    /// Leaves of a run only this part. @return how many pages went
    std::uint32_t trim(std::uint32_t at, Slots used) {
        const Run run = runs_[at];
        if (used.count == 0) cut(at, run, run.slots);
        else runs_.set(at, {used, run.tag});
        return run.slots.count - used.count;
    }

    bool owned_by(Run run, Slots slots, XousPid owner) const {
        return slots.end() <= run.slots.end() && (run.tag.payer() == owner || owner_of(run.tag) == owner);
    }

    XousPid owner_of(RunTag tag) const {
        const bool kernels = tag.hold() == Hold::left || (tag.hold() == Hold::own && book_.leaving(tag.payer()));
        return kernels ? kernel_pid : tag.payer();
    }

    /// How many of these slots, from the first on, have this owner, the first being one.
    std::uint32_t alike(Slots slots, XousPid owner) const {
        std::uint32_t at = runs_.after(slots.first);
        std::uint32_t end = slots.first.index();
        if (owner == nobody) {
            end = at == runs_.size() ? slots.end().index() : runs_.first(at);
        } else {
            for (end = runs_.end(at - 1);
                 at < runs_.size() && runs_.first(at) == end && owner_of(runs_.tag(at)) == owner; ++at)
                end = runs_.end(at);
        }
        return std::min(end - slots.first.index(), slots.count);
    }

    List runs_;
    Book book_;
    std::uint32_t free_count_ = 0;
    std::uint32_t promised_ = 0;       ///< to one promise at a time
    std::uint32_t promised_kept_ = 0;  ///< of those: page tables and contexts
    std::uint32_t resume_ = 0;         ///< where a draw stopped short of its gap; 0: none did
};

}  // namespace freehold
