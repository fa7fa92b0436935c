// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/manager.hpp"

namespace freehold {

template <class C>
auto MemoryManager<C>::detach(XousPid owner, VirtAddr at, Bytes size, Journey journey, Rights least)
    -> Expected<Parcel> {
    const auto parcel = sendable(owner, at, size, journey, least);
    if (!parcel) return parcel;
    proc(owner).space.mark(machine_, parcel->at, Use::detached);
    away(*parcel);
    return parcel;
}

template <class C>
auto MemoryManager<C>::lend_page(XousPid owner, VirtAddr at, XousPid borrower, Rights rights) -> Expected<Loan> {
    const auto parcel = sendable(owner, at, Bytes{page_bytes}, Journey::loan, rights);
    if (!parcel) return refuse(parcel.error());
    const auto loan = lend(*parcel, borrower, rights);
    if (loan) away(*parcel);
    return loan;
}

/// What a process may send off: its own RAM, at home, and of use to who receives it.
template <class C>
auto MemoryManager<C>::sendable(XousPid owner, VirtAddr at, Bytes size, Journey journey, Rights least)
    -> Expected<Parcel> {
    const auto process = live(owner);
    if (!process) return refuse(process.error());
    const auto pages = VirtPages::checked(at, size);
    if (!pages) return refuse(pages.error());
    const auto holding = (*process)->space.sendable(machine_, layout, *pages, least);
    if (!holding) return refuse(holding.error());
    if (journey == Journey::gift && pages->overlaps(heap_of(**process))) return refuse(Error::memory_in_use);
    if (!only_ram(**process, *holding)) return refuse(Error::access_denied);
    return Parcel{owner, *pages};
}

/// Its owner cannot touch it any more.
template <class C>
void MemoryManager<C>::away(Parcel parcel) {
    proc(parcel.owner).account.in_flight += parcel.at.count();
    machine_.forget(parcel.owner, parcel.at);
}

template <class C>
void MemoryManager<C>::reattach(Parcel parcel) {
    AddressSpace<Translation>& space = proc(parcel.owner).space;
    expects(space.holding(machine_, layout, parcel.at, Use::detached).has_value());
    space.translation().update(machine_, parcel.at,
                               [&](VirtPage page, Entry e) { return at_home(parcel.owner, page, e); });
    come_home(parcel);
}

template <class C>
auto MemoryManager<C>::lend(Parcel parcel, XousPid borrower, Rights rights) -> Expected<Loan> {
    const auto process = live(borrower);
    if (!process) return refuse(process.error());
    auto at = place_message(**process, parcel.at.count());
    if (!at) return refuse(at.error());
    const PageCount tables = (*process)->space.translation().tables_missing(machine_, at->pages());
    if (tables.raw() != 0)
        if (const auto grown = grow_tables(borrower, *at, tables); !grown) return refuse(grown.error());
    proc(parcel.owner).space.lend(machine_, parcel.at, (*process)->space, *at, rights);
    (*process)->account.borrowed += parcel.at.count();
    taken(borrower, at->pages());
    return Loan{parcel, borrower, at->pages().first()};
}

template <class C>
auto MemoryManager<C>::give_back(Loan loan) -> Expected<void> {
    if (!intact(loan)) return refuse(Error::share_violation);
    Proc& borrower = proc(loan.borrower);
    const VirtPages there{loan.at, loan.lent.at.count()};
    const bool back = proc(loan.lent.owner)
                          .space.take_back(machine_, loan.lent.at, borrower.space, loan.at,
                                           [&](VirtPage page, Entry e) { return at_home(loan.lent.owner, page, e); });
    if (!back) return refuse(Error::share_violation);
    borrower.account.borrowed -= there.count();
    vacated(loan.borrower, there);
    prune(loan.borrower, there);
    come_home(loan.lent);
    return {};
}

template <class C>
auto MemoryManager<C>::move(Parcel parcel, XousPid receiver, std::optional<VirtAddr> wanted) -> Expected<VirtPages> {
    const auto process = live(receiver);
    if (!process) return refuse(process.error());
    Proc& owner = proc(parcel.owner);
    const auto parts = owner.space.holding(machine_, layout, parcel.at, Use::detached);
    expects(parts.has_value());
    if (parcel.at.overlaps(heap_of(owner))) return refuse(Error::memory_in_use);
    auto at = wanted ? place(**process, {parcel.at.bytes(), {}, {}, wanted}, parcel.at.count())
                     : place_message(**process, parcel.at.count());
    if (!at) return refuse(at.error());
    const PageCount tables = (*process)->space.translation().tables_missing(machine_, at->pages());
    auto charge = Charge::make((*process)->account, tables + parcel.at.count());
    if (!charge) return refuse(charge.error());
    auto reserve = table_.reserve(tables, receiver, tables);
    if (!reserve) return refuse(reserve.error());
    if (!can_transfer(parcel.owner, *parts, receiver)) return refuse(Error::out_of_memory);

    if (tables.raw() != 0) add_tables(receiver, *at, *reserve);
    std::move(*charge).commit();
    owner.space.translation().update(machine_, parcel.at, [&](VirtPage page, Entry e) {
        hand_over(page < owner.sweep ? kernel_pid : parcel.owner, receiver, e.page);
        if (!wanted) e.rights = e.rights & Rights::rw();  // nobody gets code that it did not ask for
        (*process)->space.map_moved(machine_, *at, e);
        return Entry{};
    });
    owner.account.in_flight -= parcel.at.count();
    taken(receiver, at->pages());
    unpark(parcel.owner);
    vacated(parcel.owner, parcel.at);
    prune(parcel.owner, parcel.at);
    settle(parcel.owner);
    return at->pages();
}

template <class C>
auto MemoryManager<C>::place_message(Proc& process, PageCount count) -> Expected<Vacancy> {
    return process.space.find_vacant(machine_, layout.messages, process.messages_from, count);
}

/// A page that comes home: to its owner's mapping or, where the end of its owner has swept past it, to the pool (O8).
template <class C>
Entry MemoryManager<C>::at_home(XousPid owner, VirtPage page, Entry e) {
    e.use = Use::plain;
    if (page >= proc(owner).sweep) return e;
    release_run(kernel_pid, proc(kernel_pid).account, PhysPages{e.page, PageCount{1}});
    return Entry{};
}

template <class C>
void MemoryManager<C>::come_home(Parcel parcel) {
    proc(parcel.owner).account.in_flight -= parcel.at.count();
    machine_.forget(parcel.owner, parcel.at);
    unpark(parcel.owner);
    if (proc(parcel.owner).life != Life::live) [[unlikely]]  // spares nearly every loan the call
        settle(parcel.owner);
}

/// Only RAM travels: a device or a place in storage stays with the process that took it until it is freed (R2).
template <class C>
bool MemoryManager<C>::only_ram(const Proc& process, Holding holding) {
    if (process.account.other.raw() == 0) return true;  // it owns nothing else
    bool ram = true;
    process.space.each_run(machine_, holding, [&](PhysPages run) {
        const auto parts = whitelist.each_permit(run, [&](Permit part) { ram = ram && part.kind() == Kind::ram; });
        ram = ram && parts.has_value();
    });
    return ram;
}

/// Whether both sides' translations say what the loan says. They are the only record of it that is trusted. A single page is
/// looked at when it is taken back; of several, none may be taken before all have been seen.
template <class C>
bool MemoryManager<C>::intact(const Loan& loan) {
    if (!is_live(loan.borrower) || !has_space(loan.lent.owner)) return false;
    const VirtPages there{loan.at, loan.lent.at.count()};
    return layout.user.contains(there) &&
           (there.count() == PageCount{1} ||
            process(loan.lent.owner).space.lends(machine_, loan.lent.at, process(loan.borrower).space, loan.at));
}

/// Whether the table has room to say so: a run more for each physical run on the receiving side, and on the giving side for
/// each that leaves pages on both sides of it.
template <class C>
bool MemoryManager<C>::can_transfer(XousPid from, Holding holding, XousPid to) {
    std::uint32_t runs = 0;
    std::uint32_t splits = 0;
    proc(from).space.each_run(machine_, holding, [&](PhysPages run) {
        const auto parts = whitelist.each_permit(run, [&](Permit part) {
            ++runs;
            splits += table_.splits(part);
        });
        expects(parts.has_value());
    });
    return table_.has_room(runs, to) && table_.has_room(splits, from);
}

/// A page of RAM changes its owner, in the table and in both accounts.
template <class C>
void MemoryManager<C>::hand_over(XousPid from, XousPid to, PhysPage page) {
    const auto permit = whitelist.permit(PhysPages{page, PageCount{1}});
    expects(permit.has_value());
    table_.transfer(*permit, from, to);
    proc(from).account.ram -= PageCount{1};
    if (to == kernel_pid) proc(to).account.ram += PageCount{1};  // a receiver's charge was made before
}

}  // namespace freehold
