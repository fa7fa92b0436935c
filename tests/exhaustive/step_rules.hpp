// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "operation.hpp"
#include "state_rules.hpp"

namespace freehold::search {

/// What must hold of every granted step from one state to the next.
template <class W, class B>
class StepRules {
public:
    StepRules(const Books<W>& before, const Operation& op, const Answer& answer, const Books<W>& after, const B& board)
        : before_{before}, op_{op}, answer_{answer}, after_{after}, board_{board} {}

    Verdict verdict() const {
        if (auto v = outcome(); v) return v;
        for (Word i = 0; i < W::physical_pages; ++i) {
            if (auto v = ownership(PhysPage{i}); v) return v;
            if (auto v = contents(PhysPage{i}); v) return v;
        }
        for (unsigned raw = 2; raw < Books<W>::pids; ++raw) {
            if (auto v = limits(XousPid{static_cast<std::uint8_t>(raw)}); v) return v;
            if (auto v = space(XousPid{static_cast<std::uint8_t>(raw)}); v) return v;
        }
        return {};
    }

private:
    using enum Kind_of;

    bool gives_out() const {
        return op_.kind == create || op_.kind == map || op_.kind == heap_grow || op_.kind == claim_context ||
               op_.kind == lend || op_.kind == move;
    }
    bool takes_back() const {
        return op_.kind == unmap || op_.kind == heap_shrink || op_.kind == begin_end || op_.kind == end ||
               op_.kind == reclaim || op_.kind == release_context || op_.kind == reattach || op_.kind == give_back ||
               op_.kind == move;
    }
    /// Who may have more, or less, than before.
    bool party(XousPid pid) const {
        return pid == op_.pid || pid == op_.other || (op_.kind == create && pid == answer_.pid);
    }

    /// A page changes its owner only by a request of its owner, or of whoever got it while it was nobody's (R2, O7).
    Verdict ownership(PhysPage page) const {
        const XousPid was = before_.frame(page).owner, is = after_.frame(page).owner;
        if (was == is) return {};
        if (was == nobody && is == kernel_pid && op_.kind == adopt) return {};
        if (was == nobody && gives_out() && party(is)) return {};
        const bool ends = before_.coarse(op_.pid) || after_.coarse(op_.pid);
        if (is == nobody && takes_back() && (party(was) || before_.frame(page).gone)) return {};
        if (is == nobody && takes_back() && was == kernel_pid && ends) return {};
        if (is == kernel_pid && (op_.kind == reclaim || op_.kind == end) && was == op_.pid &&
            (after_.frame(page).gone || ends))
            return {};
        if (op_.kind == move && is == op_.other &&
            (was == op_.pid || before_.frame(page).gone || (was == kernel_pid && ends)))
            return {};
        return broken(was == nobody ? "R6" : "R2", page, " went from ", was, " to ", is);
    }

    /// Nobody sees what another left (O6), nobody loses what it has, and devices and storage are not touched.
    Verdict contents(PhysPage page) const {
        const auto &was = before_.frame(page), &is = after_.frame(page);
        const bool zeroed = board_.zeroed[page.number()];
        const bool has_data = was.home + was.away != 0 && !was.fresh;
        if (zeroed && !Books<W>::is_ram(page)) return broken("O6", page, " is not RAM, and was scrubbed");
        if (zeroed && has_data && is.home + is.away != 0) return broken("O6", page, " lost what was written there");
        if (has_data && is.home + is.away != 0 && is.fresh)
            return broken("O6", page, " will lose what was written there");
        if (zeroed || is.owner == nobody || !Books<W>::is_ram(page)) return {};
        const bool seen = (is.home + is.away != 0 && !is.fresh) || is.tables != 0 || after_.is_context(page, is.owner);
        const bool new_use = !has_data && was.tables == 0 && !before_.is_context(page, is.owner);
        if (seen && new_use && is.owner.is_user()) return broken("O6", page, " shows ", is.owner, " what another left");
        return {};
    }

    Verdict limits(XousPid pid) const {
        if (before_.life[pid.raw()] == Life::none || after_.life[pid.raw()] == Life::none) return {};
        const Limits &was = before_.account[pid.raw()].limits, &is = after_.account[pid.raw()].limits;
        if (was.ram != is.ram || was.heap_hard != is.heap_hard) return broken("O12", pid, "'s hard limits changed");
        if (before_.account[pid.raw()].heap != after_.account[pid.raw()].heap && op_.kind != heap_grow &&
            op_.kind != heap_shrink)
            return broken("R3", pid, "'s heap_size changed");
        return {};
    }

    /// Only the parties' address spaces change, and the hardware is told of all that was taken away.
    Verdict space(XousPid pid) const {
        for (Word i = 0; i < W::virtual_pages; ++i) {
            const Entry &was = before_.at(pid, VirtPage{i}), &is = after_.at(pid, VirtPage{i});
            if (was == is) continue;
            if (!party(pid)) return broken("R1", pid, " has at ", VirtPage{i}, " no longer ", was, " but ", is);
            const bool less = was.accessible() && (!is.accessible() || is.page != was.page ||
                                                   !is.rights.effective().has(was.rights.effective()));
            if (less && after_.life[pid.raw()] == Life::live && !board_.forgotten[pid.raw()][i])
                return broken("TLB", pid, " may still reach ", was, " at ", VirtPage{i});
        }
        for (Word i = 0; i < W::physical_pages; ++i) {
            const auto &was = before_.frame(PhysPage{i}), &is = after_.frame(PhysPage{i});
            if (was.tables != 0 && was.mapper == pid && is.tables == 0 && !board_.forgotten_all[pid.raw()])
                return broken("TLB", pid, "'s table ", PhysPage{i}, " is gone, and may still be used");
        }
        const bool stopped = before_.life[pid.raw()] == Life::live && after_.life[pid.raw()] != Life::live;
        if (stopped && !board_.forgotten_all[pid.raw()])
            return broken("TLB", pid, " has ended, and its translations may be cached");
        return {};
    }

    /// What was granted was what was asked for.
    Verdict outcome() const {
        switch (op_.kind) {
            case create: return created();
            case map: return mapped();
            case heap_grow: return heap_is(before_.account[op_.pid.raw()].heap.raw() + op_.size.raw());
            case heap_shrink: return heap_is(before_.account[op_.pid.raw()].heap.raw() - op_.size.raw());
            case unmap: return all_are(op_.pid, op_.pages(), Use::absent, "O7");
            case detach: return sent();
            case lend: return lent();
            case move: return moved();
            case give_back: return returned();
            case fault: return touched();
            case end: return ended();
            case validate_stack: return stack();
            default: return {};
        }
    }

    Verdict all_are(XousPid pid, VirtPages pages, Use use, const char* rule) const {
        for (VirtPage page = pages.first(); page < pages.end(); page = page + PageCount{1})
            if (after_.at(pid, page).use != use) return broken(rule, pid, " has at ", page, ": ", after_.at(pid, page));
        return {};
    }

    Verdict created() const {
        if (before_.life[answer_.pid->raw()] != Life::none) return broken("O8", *answer_.pid, " was not free");
        const Account& a = after_.account[answer_.pid->raw()];
        return a.heap == Bytes{} && a.limits == op_.limits ? Verdict{} : broken("R3", "it starts with ", a);
    }

    Verdict mapped() const {
        const VirtPages at = *answer_.range;
        if (!W::layout.user.contains(at)) return broken("O4", op_.pid, " got ", at);
        if (auto v = all_are(op_.pid, at, Use::plain, "R6"); v) return v;
        if (at.bytes() != op_.size || (op_.placed ? at.first() != op_.at : !W::layout.maps.contains(at)))
            return broken("O3", "mapped at ", at);
        for (Word i = 0; i < at.count().raw(); ++i) {
            const Entry& e = after_.at(op_.pid, at.first() + PageCount{i});
            if (before_.at(op_.pid, at.first() + PageCount{i}).use != Use::absent)
                return broken("O1", "something was at ", at);
            if (before_.frame(e.page).owner != nobody) return broken("O2", e.page, " had an owner");
            if (op_.physical && e.page != *op_.physical + PageCount{i}) return broken("R2", "got ", e.page);
            if (op_.contiguous && e.page != after_.at(op_.pid, at.first()).page + PageCount{i})
                return broken("R2", "not contiguous");
            if (e.rights != op_.rights.normalized()) return broken("rights", "got ", e);
        }
        return {};
    }

    Verdict heap_is(Word due) const {
        const Word is = after_.account[op_.pid.raw()].heap.raw();
        return is == due && answer_.range->bytes().raw() == due
                   ? Verdict{}
                   : broken("R3", op_.pid, " has a heap of ", is, " and not ", due);
    }

    Verdict lent() const {
        const Loan& loan = *answer_.loan;
        if (auto v = all_are(op_.pid, op_.pages(), Use::lent, "R1"); v) return v;
        for (Word i = 0; i < op_.pages().count().raw(); ++i) {
            const Entry &from = after_.at(op_.pid, op_.at + PageCount{i}),
                        &to = after_.at(op_.other, loan.at + PageCount{i});
            if (to.use != Use::borrowed || to.page != from.page) return broken("R1", op_.other, " borrows ", to);
            if (!(from.rights & op_.rights).has(to.rights))
                return broken("rights", op_.other, " borrows ", to, " of ", from);
        }
        return {};
    }

    Verdict returned() const {
        if (auto v = all_are(op_.other, {op_.there, op_.pages().count()}, Use::absent, "O8"); v && op_.other != op_.pid)
            return v;
        for (VirtPage page = op_.at; page < op_.pages().end(); page = page + PageCount{1})
            if (before_.at(op_.pid, page).use != Use::lent) return broken("O8", op_.pid, " had not lent ", page);
        return {};
    }

    /// What is sent off for good cannot be the heap's (R3).
    Verdict sent() const {
        const VirtPages heap{W::layout.heap, PageCount{before_.account[op_.pid.raw()].heap.raw() >> page_shift}};
        if (op_.placed && heap.overlaps(op_.pages())) return broken("R3", op_.pid, " gives its heap away");
        return all_are(op_.pid, op_.pages(), Use::detached, "R1");
    }

    Verdict moved() const {
        const VirtPages at = *answer_.range;
        if (op_.placed ? at.first() != op_.there : !W::layout.messages.contains(at))
            return broken("O3", "moved to ", at);
        for (Word i = 0; i < at.count().raw(); ++i) {
            const Entry &was = before_.at(op_.pid, op_.at + PageCount{i}),
                        &is = after_.at(op_.other, at.first() + PageCount{i});
            if (before_.at(op_.other, at.first() + PageCount{i}).use != Use::absent)
                return broken("O1", "something was at ", at);
            if (is.use != Use::plain || is.page != was.page || is.rights != was.rights)
                return broken("R1", was, " arrives as ", is);
        }
        return {};
    }

    /// A touch of what is owned never fails (O5), and of what is not never succeeds.
    Verdict touched() const {
        if (op_.pid.raw() >= Books<W>::pids)
            return answer_.outcome == FaultOutcome::denied ? Verdict{} : broken("O4", op_.pid, " is no pid");
        const Entry& e = before_.at(op_.pid, op_.at);
        const bool here = W::layout.user.contains(op_.at) && before_.life[op_.pid.raw()] == Life::live &&
                          (e.use == Use::plain || e.use == Use::borrowed) && e.rights.effective().has(op_.rights);
        const bool resolved = answer_.outcome == FaultOutcome::resolved;
        if (here != resolved) return broken(here ? "O5" : "O4", op_.pid, " has ", e, " at ", op_.at);
        if (resolved && !after_.at(op_.pid, op_.at).accessible()) return broken("O5", "resolved, and it faults again");
        if (resolved && e.fresh && !board_.zeroed[e.page.number()]) return broken("O6", e.page, " was not scrubbed");
        return {};
    }

    Verdict ended() const {
        for (Word i = 0; i < W::physical_pages; ++i) {
            const auto& f = after_.frame(PhysPage{i});
            const bool kept = f.tables != 0 || after_.is_context(PhysPage{i}, op_.pid);
            if (f.owner == op_.pid && !kept && !after_.is_parked(PhysPage{i}, op_.pid))
                return broken("O8", op_.pid, " still owns ", PhysPage{i});
        }
        return {};
    }

    Verdict stack() const {
        for (VirtPage page = op_.at; page < op_.pages().end(); page = page + PageCount{1})
            if (const Entry& e = before_.at(op_.pid, page);
                !W::layout.user.contains(page) || e.use != Use::plain || !e.rights.has(Rights::rw()))
                return broken("R4", "a stack on ", e, " at ", page);
        return {};
    }

    const Books<W>& before_;
    const Operation& op_;
    const Answer& answer_;
    const Books<W>& after_;
    const B& board_;
};

/// What must not be refused: giving back (O7, O8).
template <class W>
Verdict refusal(const Books<W>& before, const Operation& op) {
    using enum Kind_of;
    const auto held = [&](XousPid pid, VirtPages pages, Use use) {
        for (VirtPage page = pages.first(); page < pages.end(); page = page + PageCount{1})
            if (!W::layout.user.contains(page) || before.at(pid, page).use != use) return false;
        return pages.count().raw() != 0;
    };
    const auto paged = [&](VirtPages pages) {
        for (VirtPage page = pages.first(); page < pages.end(); page = page + PageCount{1})
            if (W::whitelist.find(before.at(op.pid, page).page)->granularity == Granularity::whole) return false;
        return true;
    };
    const bool is_pid = op.pid.is_user() && op.pid.raw() < Books<W>::pids;
    if (!is_pid || !op.size.whole_pages()) return {};
    const bool live = before.life[op.pid.raw()] == Life::live;
    const PageCount heap_pages{before.account[op.pid.raw()].heap.raw() >> page_shift};
    const VirtPages heap{W::layout.heap, heap_pages};
    if (op.kind == unmap && live && held(op.pid, op.pages(), Use::plain) && paged(op.pages())) {
        const bool apart = op.pages().end() <= heap.first() || heap.end() <= op.at || heap_pages.raw() == 0;
        if (apart) return broken("O7", "freeing was refused");
    }
    if (op.kind == heap_shrink && live && op.size <= before.account[op.pid.raw()].heap) {
        const PageCount count = op.pages().count();
        if (count.raw() == 0 || held(op.pid, {heap.first() + (heap_pages - count), count}, Use::plain))
            return broken("O7", "shrinking was refused");
    }
    if (op.kind == end && live && before.account[op.pid.raw()].borrowed.raw() == 0)
        return broken("O8", "ending was refused");
    if (op.kind != give_back || op.other.raw() >= Books<W>::pids || !held(op.pid, op.pages(), Use::lent)) return {};
    const VirtPages there{op.there, op.pages().count()};
    if (!held(op.other, there, Use::borrowed)) return {};
    for (Word i = 0; i < there.count().raw(); ++i)
        if (before.at(op.pid, op.at + PageCount{i}).page != before.at(op.other, op.there + PageCount{i}).page)
            return {};
    return broken("O8", "giving back was refused");
}

}  // namespace freehold::search
