// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <limits>

#include "freehold/manager.hpp"

namespace freehold {

template <class C>
MemoryManager<C>::MemoryManager(Machine machine) : machine_{machine} {
    Proc& kernel = proc(kernel_pid);
    kernel.life = Life::lingering;  // it asks for nothing through this door
    kernel.account.limits.ram = PageCount{std::numeric_limits<Word>::max()};
    for (const Region& region : whitelist.regions())
        if (region.kind == Kind::reserved) kernel.account.other += region.pages.count();
}

template <class C>
auto MemoryManager<C>::live(XousPid pid) -> Expected<Proc*> {
    if (!is_live(pid)) return refuse(Error::process_not_found);
    return &proc(pid);
}

/// Pids are handed out in turn, so that a stale one stays invalid as long as can be.
template <class C>
auto MemoryManager<C>::create_process(Limits limits) -> Expected<XousPid> {
    XousPid pid = nobody;
    for (unsigned step = 1; step <= C::max_processes && pid == nobody; ++step) {
        const XousPid next{
            static_cast<std::uint8_t>(2 + (last_pid_.raw() - 2u + C::max_processes + step) % C::max_processes)};
        if (process(next).life == Life::none) pid = next;
    }
    if (pid == nobody) return refuse(Error::out_of_memory);

    const PageCount tables = Translation::tables_at_start();
    if (tables > limits.ram) return refuse(Error::out_of_memory);
    auto reserve = table_.reserve(tables, pid, tables);
    if (!reserve) return refuse(reserve.error());
    last_pid_ = pid;
    Proc& made = proc(pid);
    made.life = Life::live;
    made.account.limits = limits;
    made.account.ram = tables;
    made.maps_from = layout.maps.first();
    made.messages_from = layout.messages.first();
    made.sweep = layout.user.first();
    made.space.translation().start(machine_, [&] { return take_table(pid, *reserve); });
    machine_.forget_all(pid);
    return pid;
}

template <class C>
auto MemoryManager<C>::begin_end(XousPid pid) -> Expected<void> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    if ((*process)->account.borrowed.raw() != 0) return refuse(Error::share_violation);
    (*process)->life = Life::ending;
    machine_.forget_all(pid);
    return {};
}

template <class C>
bool MemoryManager<C>::reclaim(XousPid pid, PageCount most) {
    if (pid.raw() >= pids || process(pid).life != Life::ending) return true;
    Proc& process = proc(pid);
    const VirtPage from = process.space.translation().next(machine_, process.sweep, layout.user);
    const VirtPages part{from, std::min(most, layout.user.end() - from)};
    sweep(pid, part);
    process.sweep = part.end();
    if (process.sweep < layout.user.end()) return false;
    process.life = Life::lingering;
    unpark(pid);
    settle(pid);
    return true;
}

template <class C>
auto MemoryManager<C>::end_process(XousPid pid) -> Expected<void> {
    if (const auto begun = begin_end(pid); !begun) return begun;
    while (!reclaim(pid, layout.user.count())) {}
    return {};
}

/// What is at home goes to the pool; what is away becomes the kernel's, and its entry stays until it comes back.
template <class C>
void MemoryManager<C>::sweep(XousPid pid, VirtPages pages) {
    Proc& process = proc(pid);
    const bool only_ram = process.account.other.raw() == 0;  // which is owned by the page
    const auto release = [&](PhysPages run) { release_run(pid, process.account, run); };
    RunJoiner home{release};
    process.space.translation().unmap(machine_, pages, [&](Entry e) {
        expects(e.use != Use::borrowed);
        if (e.use != Use::plain) {
            hand_over(pid, kernel_pid, e.page);
            return false;
        }
        const Region* const region = only_ram ? nullptr : whitelist.find(e.page);
        if (!region || region->granularity == Granularity::page) home.add(e.page);
        else if (e.page + PageCount{1} == region->pages.end())
            release(region->pages);  // as a whole, with its last page
        return true;
    });
}

/// Lets go of the tables of a lingering process once they hold nothing, and of its pid once nothing is left of it.
template <class C>
void MemoryManager<C>::settle(XousPid pid) {
    Proc& process = proc(pid);
    Account& account = process.account;
    if (process.life != Life::lingering || account.in_flight.raw() != 0) return;
    uncount(pid, table_.finish(pid));  // with nothing away, what is left besides its tables and contexts is parked
    if (account.tables.raw() != 0) {
        machine_.forget_all(pid);
        process.space.translation().finish(machine_, [&](PhysPage page) {
            release_run(pid, account, PhysPages{page, PageCount{1}});
            account.tables -= PageCount{1};
        });
    }
    if (account.contexts.raw() != 0) return;
    expects(account.pages().raw() == 0);
    process.forget();
}

/// A free may have made parked pages neighbours of free ones. One pass over the process' own page tables, and none unless it
/// has used up what the table gives it.
template <class C>
void MemoryManager<C>::unpark(XousPid pid) {
    if (!table_.parked(pid) || process(pid).life == Life::ending)
        return;  // an end takes back all, one part after another
    const auto& translation = proc(pid).space.translation();
    uncount(pid, table_.unpark(pid, [&](auto&& in_use) {
        constexpr Word step = 256;
        VirtPage page = translation.next(machine_, layout.user.first(), layout.user);
        while (page < layout.user.end()) {
            const VirtPages part{page, std::min(PageCount{step}, layout.user.end() - page)};
            (void)translation.all(machine_, part, [&](VirtPage, Entry e) {
                if (e.use != Use::absent && e.use != Use::borrowed) in_use(e.page);
                return true;
            });
            page = translation.next(machine_, part.end(), layout.user);
        }
    }));
}

/// Pages that the table gave back for a process leave the books: its own, and what it no longer has there, the kernel's, who was
/// handed what came home after the end.
template <class C>
void MemoryManager<C>::uncount(XousPid pid, Freed freed) {
    Account& account = proc(pid).account;
    const PageCount own = std::min(freed.ram, account.ram - account.tables - account.contexts);
    account.ram -= own;
    account.other -= freed.other;
    proc(kernel_pid).account.ram -= freed.ram - own;
}

template <class C>
auto MemoryManager<C>::claim_context(XousPid pid) -> Expected<PhysPage> {
    if (!pid.is_user() || pid.raw() >= pids || proc(pid).life == Life::none) return refuse(Error::process_not_found);
    Proc& process = proc(pid);
    auto charge = Charge::make(process.account, PageCount{1});
    if (!charge) return refuse(charge.error());
    auto reserve = table_.reserve(PageCount{1}, pid, PageCount{1});
    if (!reserve) return refuse(reserve.error());
    const PhysPage page = reserve->draw_kept().commit().first();
    machine_.zero(page);
    process.account.contexts += PageCount{1};
    std::move(*charge).commit();
    return page;
}

template <class C>
void MemoryManager<C>::release_context(XousPid pid, PhysPage page) {
    Account& account = proc(pid).account;
    expects(account.contexts.raw() != 0);
    account.contexts -= PageCount{1};
    release_run(pid, account, PhysPages{page, PageCount{1}});
    settle(pid);
}

template <class C>
auto MemoryManager<C>::adopt(PhysPages pages) -> Expected<void> {
    const auto permit = whitelist.permit(pages);
    if (!permit) return refuse(permit.error());
    auto claim = table_.claim(*permit, kernel_pid);
    if (!claim) return refuse(claim.error());
    std::move(*claim).commit();
    Account& account = proc(kernel_pid).account;
    (permit->kind() == Kind::ram ? account.ram : account.other) += pages.count();
    return {};
}

}  // namespace freehold
