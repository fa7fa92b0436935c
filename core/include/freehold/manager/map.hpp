// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/manager.hpp"

namespace freehold {

template <class C>
auto MemoryManager<C>::map(XousPid pid, MapRequest request) -> Expected<VirtPages> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    const auto count = whole_pages(request.size);
    if (!count) return refuse(count.error());
    const Rights rights = request.rights.normalized();

    if (request.physical) {
        const auto pages = PhysPages::checked(*request.physical, request.size);
        if (!pages) return refuse(pages.error());
        const auto permit = whitelist.permit(*pages);
        if (!permit) return refuse(permit.error());
        if (!permit->rights().has(rights)) return refuse(Error::access_denied);
        const auto vacancy = place(**process, request, *count);
        if (!vacancy) return refuse(vacancy.error());
        auto claim = table_.claim(*permit, pid, [this] { machine_.preemption_point(); });
        if (!claim) return refuse(claim.error());
        return map_run(pid, *vacancy, std::move(*claim), rights, permit->kind() == Kind::ram);
    }
    const auto vacancy = place(**process, request, *count);
    if (!vacancy) return refuse(vacancy.error());
    if (!request.contiguous) return map_pool(pid, *vacancy, rights);
    auto claim = table_.claim_contiguous(*count, pid);
    if (!claim) return refuse(claim.error());
    return map_run(pid, *vacancy, std::move(*claim), rights, true);
}

template <class C>
auto MemoryManager<C>::unmap(XousPid pid, VirtAddr at, Bytes size) -> Expected<void> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    const auto pages = VirtPages::checked(at, size);
    if (!pages) return refuse(pages.error());
    const auto holding = (*process)->space.holding(machine_, layout, *pages);
    if (!holding) return refuse(holding.error());
    if (pages->overlaps(heap_of(**process))) return refuse(Error::memory_in_use);

    if (const auto whole = whole_regions(**process, *holding); !whole) return whole;
    drop(pid, *holding);
    return {};
}

/// A region that is owned as a whole is given back as a whole.
template <class C>
auto MemoryManager<C>::whole_regions(const Proc& process, Holding holding) -> Expected<void> {
    Expected<void> whole;
    if (process.account.other.raw() == 0) return whole;  // RAM is owned by the page
    process.space.each_run(machine_, holding, [&](PhysPages run) {
        if (const auto each = whitelist.each_permit(run, [](Permit) {}); !each) whole = each;
    });
    return whole;
}

template <class C>
auto MemoryManager<C>::protect(XousPid pid, VirtAddr at, Bytes size, Rights rights) -> Expected<void> {
    const auto process = live(pid);
    if (!process) return refuse(process.error());
    const auto pages = VirtPages::checked(at, size);
    if (!pages) return refuse(pages.error());
    AddressSpace<Translation>& space = (*process)->space;
    if (const auto holding = space.holding(machine_, layout, *pages); !holding) return refuse(holding.error());
    const Rights left = rights.normalized();
    const bool only_less =
        space.translation().all(machine_, *pages, [&](VirtPage, Entry e) { return e.rights.has(left); });
    if (rights.empty() || !only_less) return refuse(Error::memory_in_use);
    space.translation().update(machine_, *pages, [&](VirtPage, Entry e) {
        e.rights = left;
        return e;
    });
    machine_.forget(pid, *pages);
    if (left.effective().has(Rights::x())) machine_.publish_code();  // it may have been latent until now
    return {};
}

template <class C>
auto MemoryManager<C>::place(Proc& process, const MapRequest& request, PageCount count) -> Expected<Vacancy> {
    if (!request.at) return process.space.find_vacant(machine_, layout.maps, process.maps_from, count);
    const auto pages = VirtPages::checked(*request.at, request.size);
    if (!pages) return refuse(pages.error());
    return process.space.vacant(machine_, layout, *pages);
}

/// One claim, physically consecutive. The claim and the charge undo themselves until all is known to succeed.
template <class C>
auto MemoryManager<C>::map_run(XousPid pid, Vacancy at, Claim<Table>&& claim, Rights rights, bool fresh)
    -> Expected<VirtPages> {
    Proc& process = proc(pid);
    const PageCount count = at.pages().count();
    auto charge = Charge::make(process.account, fresh ? count : PageCount{}, fresh ? PageCount{} : count);
    if (!charge) return forgo(pid, std::move(claim), charge.error());
    const PageCount tables = process.space.translation().tables_missing(machine_, at.pages());
    if (tables.raw() != 0)
        if (const auto grown = grow_tables(pid, at, tables); !grown) return forgo(pid, std::move(claim), grown.error());

    process.space.map(machine_, at, std::move(claim), rights, fresh);
    if (!fresh && rights.effective().has(Rights::x())) machine_.publish_code();  // whoever had it may have written it
    std::move(*charge).commit();
    taken(pid, at.pages());
    return at.pages();
}

/// A claim that comes to nothing is undone, where it is long so that others can come between.
template <class C>
auto MemoryManager<C>::forgo(XousPid pid, Claim<Table>&& claim, Error why) -> Expected<VirtPages> {
    if (claim.slots().count > slots_a_step) release_in_steps(pid, std::move(claim).commit());
    return refuse(why);
}

/// Pages of the pool wherever they are. All are reserved before the first is taken, so nothing fails half-way.
template <class C>
auto MemoryManager<C>::map_pool(XousPid pid, Vacancy at, Rights rights) -> Expected<VirtPages> {
    Proc& process = proc(pid);
    const PageCount tables = process.space.translation().tables_missing(machine_, at.pages());
    const PageCount all = tables + at.pages().count();
    auto charge = Charge::make(process.account, all);
    if (!charge) return refuse(charge.error());
    auto reserve = table_.reserve(all, pid, tables);
    if (!reserve) return refuse(reserve.error());

    if (tables.raw() != 0) add_tables(pid, at, *reserve);
    while (reserve->left() > PageCount{0})
        process.space.map(machine_, at, reserve->draw(reserve->left()), rights, true);
    std::move(*charge).commit();
    taken(pid, at.pages());
    return at.pages();
}

/// Page tables for a vacancy, claimed and charged by themselves.
template <class C>
auto MemoryManager<C>::grow_tables(XousPid pid, Vacancy at, PageCount tables) -> Expected<void> {
    auto charge = Charge::make(proc(pid).account, tables);
    if (!charge) return refuse(charge.error());
    auto reserve = table_.reserve(tables, pid, tables);
    if (!reserve) return refuse(reserve.error());
    add_tables(pid, at, *reserve);
    std::move(*charge).commit();
    return {};
}

template <class C>
void MemoryManager<C>::add_tables(XousPid pid, Vacancy at, Reserve<Table>& tables) {
    proc(pid).space.translation().add_tables(machine_, at.pages(), [&] { return take_table(pid, tables); });
    machine_.forget_all(pid);  // that there were none: to forget a page is not enough for the tables above it
}

template <class C>
PhysPage MemoryManager<C>::take_table(XousPid pid, Reserve<Table>& from) {
    const PhysPage page = from.draw_kept().commit().first();
    machine_.zero(page);
    machine_.preemption_point();
    proc(pid).account.tables += PageCount{1};
    return page;
}

template <class C>
void MemoryManager<C>::drop(XousPid pid, Holding holding) {
    Proc& process = proc(pid);
    process.space.unmap(machine_, holding, [&](PhysPages run) { release_run(pid, process.account, run); });
    unpark(pid);
    vacated(pid, holding.pages());
    prune(pid, holding.pages());
}

/// Pages have come into use: the hardware may have remembered that they were not, and no vacancy is looked for among them.
template <class C>
void MemoryManager<C>::taken(XousPid pid, VirtPages pages) {
    machine_.forget(pid, pages);
    Proc& process = proc(pid);
    if (pages.first() == process.maps_from) process.maps_from = pages.end();
    if (pages.first() == process.messages_from) process.messages_from = pages.end();
}

/// The opposite.
template <class C>
void MemoryManager<C>::vacated(XousPid pid, VirtPages pages) {
    machine_.forget(pid, pages);
    Proc& process = proc(pid);
    if (pages.overlaps(layout.maps))
        process.maps_from = std::min(process.maps_from, std::max(pages.first(), layout.maps.first()));
    if (pages.overlaps(layout.messages))
        process.messages_from = std::min(process.messages_from, std::max(pages.first(), layout.messages.first()));
}

template <class C>
void MemoryManager<C>::prune(XousPid pid, VirtPages around) {
    Account& account = proc(pid).account;
    const PageCount before = account.tables;
    proc(pid).space.translation().prune(machine_, around, layout.messages.first(), [&](PhysPage page) {
        release_run(pid, account, PhysPages{page, PageCount{1}});
        account.tables -= PageCount{1};
    });
    if (account.tables != before) machine_.forget_all(pid);
}

/// Gives pages of `owner` to the pool and takes them off the account; those that have to be parked stay on it.
template <class C>
void MemoryManager<C>::release_run(XousPid owner, Account& account, PhysPages run) {
    const auto permit = whitelist.permit(run);
    if (!permit) [[unlikely]]
        return release_parts(owner, account, run);
    PageCount& count = permit->kind() == Kind::ram ? account.ram : account.other;
    if (permit->slots().count > slots_a_step) [[unlikely]]
        count -= release_in_steps(owner, run);
    else count -= table_.release(*permit, owner);
}

/// The same for a run across regions that adjoin.
template <class C>
void MemoryManager<C>::release_parts(XousPid owner, Account& account, PhysPages run) {
    const auto all = whitelist.each_permit(run, [&](Permit permit) { release_run(owner, account, permit.pages()); });
    expects(all.has_value());
}

/// A run whose pages are owned one by one, with preemption points.
template <class C>
PageCount MemoryManager<C>::release_in_steps(XousPid owner, PhysPages run) {
    PageCount released;
    while (run.count().raw() != 0) {
        const PhysPages step{run.first(), std::min(run.count(), PageCount{slots_a_step})};
        const auto permit = whitelist.permit(step);
        expects(permit.has_value());
        released += table_.release(*permit, owner);
        run = PhysPages{step.end(), run.count() - step.count()};
        machine_.preemption_point();
    }
    return released;
}

}  // namespace freehold
