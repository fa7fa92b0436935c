// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/manager.hpp"

namespace freehold {

/// Two books that must agree: what the translations say and what the table and the accounts say. Each entry's page must
/// belong to who the entry says, and the sums must be the account's. Reads everything, changes nothing.
///
/// Two things stand in no translation and are on the account: what is parked, and of a region that is owned as a whole the
/// pages that the end of its owner has passed.
template <class C>
auto MemoryManager<C>::audit() -> Expected<PageCount> {
    PageCount checked;
    for (unsigned raw = first_user_pid.raw(); raw < pids; ++raw) {
        const XousPid pid{static_cast<std::uint8_t>(raw)};
        const auto owned = audit_process(pid);
        if (!owned) return owned;
        checked += *owned;
    }
    return checked;
}

template <class C>
auto MemoryManager<C>::audit_process(XousPid pid) -> Expected<PageCount> {
    const Proc& process = proc(pid);
    const Account& account = process.account;
    if (account.tables.raw() == 0)
        return account.ram == account.contexts ? Expected<PageCount>{PageCount{0}} : refuse(Error::memory_in_use);
    PageCount own, away, borrowed;
    bool right = true;
    for (VirtPage page = layout.user.first();
         (page = process.space.translation().next(machine_, page, layout.user)) < layout.user.end();
         page = page + PageCount{1}) {
        if (page.number() % 8 == 0) machine_.preemption_point();
        const Entry e = process.space.translation().at(machine_, page);
        if (e.use == Use::absent) continue;
        const XousPid owner = table_.owner(e.page);
        const bool swept = page < process.sweep;
        if (e.use == Use::borrowed) {
            borrowed += PageCount{1};
            right = right && owner != nobody;
            continue;
        }
        (swept ? away : own) += PageCount{1};
        if (!swept && e.use != Use::plain) away += PageCount{1};
        const bool handed_over = swept || (owner == kernel_pid && process.life == Life::ending);
        right = right && owner == (handed_over ? kernel_pid : pid);
    }
    const PageCount seen = own + passed_of_whole(process) + account.tables + account.contexts;
    right = right && borrowed == account.borrowed && away == account.in_flight &&
            (account.pages() == seen || (account.pages() > seen && table_.parked(pid)));
    return right ? Expected<PageCount>{own + borrowed} : refuse(Error::memory_in_use);
}

/// What of the region that an end is in the middle of has no entry any more: it goes with its last page.
template <class C>
PageCount MemoryManager<C>::passed_of_whole(const Proc& process) {
    if (process.life != Life::ending || !layout.user.contains(process.sweep)) return {};
    const Entry next = process.space.translation().at(machine_, process.sweep);
    if (next.use != Use::plain) return {};
    const Region* region = whitelist.find(next.page);
    return region->granularity == Granularity::whole ? next.page - region->pages.first() : PageCount{};
}

}  // namespace freehold
