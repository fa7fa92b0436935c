// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/manager.hpp"

namespace freehold {

template <class C>
auto MemoryManager<C>::validate_stack(XousPid pid, VirtAddr base, Bytes size) -> Expected<void> {
    constexpr Word alignment = 16;  // RISC-V ELF psABI, "Procedure Calling Convention"
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    if (base.raw() % alignment != 0) return refuse(Error::bad_alignment);
    if (size < least_stack || size.raw() - 1 > ~Word{0} - base.raw()) return refuse(Error::bad_address);
    const VirtPage first = VirtPage::of(base);
    const VirtPage last = VirtPage::of(VirtAddr{base.raw() + (size.raw() - 1)});
    const VirtPages pages{first, last - first + PageCount{1}};
    const auto holding = (*process)->space.holding(machine_, layout, pages);
    if (!holding) return refuse(holding.error());
    const auto usable = [](VirtPage, Entry e) { return e.rights.has(Rights::rw()); };
    if (!(*process)->space.translation().all(machine_, pages, usable)) return refuse(Error::access_denied);
    return {};
}

/// One walk: what the entry says decides, and is written back without its `fresh`.
template <class C>
FaultOutcome MemoryManager<C>::fault(XousPid pid, VirtAddr at, Rights rights) {
    const VirtPages page{VirtPage::of(at), PageCount{1}};
    if (!is_live(pid) || !layout.user.contains(page.first())) return FaultOutcome::denied;
    FaultOutcome outcome = FaultOutcome::denied;
    proc(pid).space.translation().update(machine_, page, [&](VirtPage, Entry e) {
        if (e.use == Use::absent || !e.rights.effective().has(rights)) return e;
        outcome = e.use == Use::detached || e.use == Use::lent ? FaultOutcome::away : FaultOutcome::resolved;
        if (outcome != FaultOutcome::resolved || !e.fresh) return e;
        machine_.zero(e.page);
        // Fetches may remember what the page held before. A borrower cannot execute it, but its lender may be able to.
        if (e.use == Use::borrowed || e.rights.effective().has(Rights::x())) machine_.publish_code();
        e.fresh = false;
        return e;
    });
    // Where the page was not fresh, the hardware had remembered an older state.
    if (outcome == FaultOutcome::resolved) machine_.forget(pid, page);
    return outcome;
}

template <class C>
auto MemoryManager<C>::touch(XousPid pid, VirtPage at) -> Expected<PhysPage> {
    if (!is_live(pid)) return refuse(Error::process_not_found);
    if (!layout.user.contains(at)) return refuse(Error::bad_address);
    const Entry e = entry(pid, at);
    if (e.use == Use::absent) return refuse(Error::bad_address);
    if (e.use != Use::plain) return refuse(Error::share_violation);
    if (e.fresh) (void)fault(pid, at.address(), Rights::none());
    return e.page;
}

template <class C>
bool MemoryManager<C>::has_room(XousPid pid, PageCount count) const {
    const Account& account = process(pid).account;
    return count <= account.limits.ram && account.ram <= account.limits.ram - count;
}

/// Whether there are tables to look into: those of a lingering process go once nothing of it is away.
template <class C>
bool MemoryManager<C>::has_space(XousPid pid) const {
    if (pid.raw() >= pids) return false;
    const Proc& of = process(pid);
    return of.life == Life::live || of.life == Life::ending || of.account.in_flight.raw() != 0;
}

template <class C>
Entry MemoryManager<C>::entry(XousPid pid, VirtPage at) {
    if (!has_space(pid) || !layout.user.contains(at)) return {};
    return process(pid).space.translation().at(machine_, at);
}

}  // namespace freehold
