// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "pair.hpp"
#include "words.hpp"

/// What must agree after each step: everything.
namespace freehold::model {

namespace detail {

template <class... Parts>
std::string text(const Parts&... parts) {
    std::ostringstream out;
    (out << ... << parts);
    return out.str();
}

}  // namespace detail

template <class W>
template <class T>
auto Pair<W>::same(const Expected<T>& real, const Expected<T>& expected) -> Difference {
    Tally& tally = tally_[what_.substr(0, what_.find('('))];
    ++(real ? tally.granted : tally.refused);
    if (real == expected) return {};
    return detail::text("result: ", real, ", and the model says ", expected);
}

/// Before any process has written anything, memory holds something all the same.
template <class W>
void Pair<W>::soil() {
    constexpr host::Mark dirt = 0xee;
    for (Word page = 0; page < physical_pages; ++page) {
        host::write_mark(real_.machine(), PhysPage{page}, dirt);
        model_.marks[PhysPage{page}] = dirt;
    }
    real_.machine().publish_code();
}

template <class W>
auto Pair<W>::compare() -> Difference {
    for (unsigned pid = 1; pid < Manager::pids; ++pid)
        if (auto differs = learn_mappings(XousPid{static_cast<std::uint8_t>(pid)}); differs) return differs;
    if (auto differs = compare_owners(); differs) return differs;
    for (unsigned raw = 1; raw < Manager::pids; ++raw) {
        const XousPid pid{static_cast<std::uint8_t>(raw)};
        for (const auto check : {&Pair::compare_unmapped, &Pair::compare_process, &Pair::compare_mappings,
                                 &Pair::compare_contents, &Pair::compare_tables, &Pair::compare_fetches})
            if (auto differs = (this->*check)(pid); differs) return differs;
    }
    if (!anyone_ending() && !real_.audit()) return "the manager's own audit finds a fault";
    if (auto differs = compare_runs(); differs) return differs;
    if (auto differs = compare_tlb(); differs) return differs;
    tlb_.watch();
    fill_tlb();
    return {};
}

/// Half-way through its end a process may still be counted all of a region whose first pages are gone.
template <class W>
bool Pair<W>::anyone_ending() const {
    for (unsigned raw = 2; raw < Manager::pids; ++raw)
        if (real_.process(XousPid{static_cast<std::uint8_t>(raw)}).life == Life::ending) return true;
    return false;
}

/// Which page of the pool a new mapping got is the implementation's choice, as long as it was free.
template <class W>
auto Pair<W>::learn_mappings(XousPid pid) -> Difference {
    for (const auto& [at, mapping] : model_.person(pid).at) {
        if (mapping.page) continue;
        const Entry entry = real_.entry(pid, VirtPage{at});
        if (!model_.learn(pid, VirtPage{at}, entry.page))
            return detail::text(pid, " got at ", VirtPage{at}, ": ", entry, ", which was not free RAM");
    }
    return {};
}

/// Root, table and context pages are also the implementation's choice; `compare_unmapped` counts them.
template <class W>
auto Pair<W>::compare_owners() -> Difference {
    for (Word number = 0; number < physical_pages; ++number) {
        const PhysPage page{number};
        const XousPid real = real_.table().owner(page), expected = model_.owner(page);
        if (real == expected) continue;
        const bool chosen =
            expected == nobody && real.is_user() && real.raw() < Manager::pids && regions.find(page)->kind == Kind::ram;
        const bool let_go = real == nobody && expected.is_user() && model_.person(expected).unmapped.contains(page);
        if (let_go && real_.is_live(expected) && !tlb_.emptied(expected))
            return detail::text("the TLB may still use ", page, ", which was a table of ", expected);
        if (chosen) model_.learn_unmapped(real, page);
        else if (let_go) model_.forget_unmapped(expected, page);
        else return detail::text(page, " is owned by ", real, ", and the model says ", expected);
    }
    if (real_.table().available().raw() != model_.free_ram())
        return detail::text("free: ", real_.table().available(), ", and the model says ", model_.free_ram());
    return {};
}

template <class W>
auto Pair<W>::compare_unmapped(XousPid pid) -> Difference {
    const Word is = model_.person(pid).unmapped.size(), due = model_.unmapped_due(pid);
    if (is == due) return {};
    return detail::text(pid, " owns ", is, " pages that it has not mapped, and the model says ", due);
}

template <class W>
auto Pair<W>::compare_process(XousPid pid) -> Difference {
    const auto& real = real_.process(pid);
    const Person& expected = model_.person(pid);
    if (real.life != expected.life)
        return detail::text(pid, " is in life ", int(real.life), ", and the model says ", int(expected.life));
    if (real.account != model_.account(pid))
        return detail::text(pid, " has ", real.account, "; the model says ", model_.account(pid));
    if (real.sweep.number() != expected.swept)
        return detail::text(pid, " is swept to ", real.sweep, ", and the model says ", expected.swept);
    return {};
}

/// All entries of all tables, in use or not.
template <class W>
auto Pair<W>::compare_mappings(XousPid pid) -> Difference {
    const auto& expected = model_.person(pid).at;
    const auto check = [&](VirtPage page) -> Difference {
        const Entry real = real_.entry(pid, page);
        const auto found = expected.find(page.number());
        Entry due;
        if (found != expected.end())
            due = {found->second.use, found->second.fresh, found->second.rights, *found->second.page};
        return real == due ? Difference{} : detail::text(pid, " has at ", page, ": ", real, "; the model says ", due);
    };
    for (const auto& [at, mapping] : expected)
        if (auto differs = check(VirtPage{at}); differs) return differs;
    if (real_.process(pid).account.tables == PageCount{}) return {};
    const auto& space = real_.process(pid).space.translation();
    const VirtPages user = W::layout.user;
    for (VirtPage page = space.next(real_.machine(), user.first(), user); page < user.end();
         page = space.next(real_.machine(), page + PageCount{1}, user))
        if (auto differs = check(page); differs) return differs;
    return {};
}

/// What a process may read is what was written there, or zero. Device and storage pages are as they always were.
template <class W>
auto Pair<W>::compare_contents(XousPid pid) -> Difference {
    for (const auto& [at, mapping] : model_.person(pid).at) {
        if (mapping.fresh) continue;
        const auto real = host::read_mark(real_.machine(), *mapping.page);
        const host::Mark due = model_.marks.at(*mapping.page);
        if (real != due)
            return detail::text(pid, " reads at ", VirtPage{at}, " the mark ", real ? int(*real) : -1,
                                ", and the model says ", int(due));
    }
    for (const auto& [page, due] : model_.marks)
        if (const Region* region = regions.find(page);
            region && region->kind != Kind::ram && host::read_mark(real_.machine(), page) != due)
            return detail::text(page, " of ", region->name, " was written by the kernel");
    return {};
}

/// The snapshot's runs, put together again, are the owners.
template <class W>
auto Pair<W>::compare_runs() -> Difference {
    for (PhysPage page{};;) {
        const OwnedRun run = real_.table().run_from(page);
        if (run.pages.count().raw() == 0) break;
        for (PhysPage each = page; each < run.pages.end(); each = each + PageCount{1}) {
            const bool inside = run.pages.contains(each);
            if (inside ? model_.owner(each) != run.owner : regions.find(each) != nullptr)
                return detail::text("the run ", run.pages, " of ", run.owner, " is wrong about ", each);
        }
        page = run.pages.end();
    }
    return {};
}

/// Whatever the hardware may still remember of a process that runs, its tables say as well.
template <class W>
auto Pair<W>::compare_tlb() -> Difference {
    for (const auto& [where, cached] : tlb_.cached()) {
        const auto [pid, at] = where;
        if (real_.process(pid).life != Life::live) continue;
        const Entry entry = real_.entry(pid, at);
        if (!entry.accessible() || entry.page != cached.page || !entry.rights.effective().has(cached.rights))
            return detail::text("the TLB may still let ", pid, " reach ", cached.page, " ", cached.rights, " at ", at,
                                ", which is ", entry);
    }
    return {};
}

/// The hardware may have remembered that there was no table where there is one now.
template <class W>
auto Pair<W>::compare_tables(XousPid pid) -> Difference {
    const PageCount now = real_.process(pid).account.tables;
    if (now > std::exchange(tables_[pid.raw()], now) && !tlb_.emptied(pid))
        return detail::text("the TLB may still know of no table that ", pid, " has been given");
    return {};
}

/// What a process executes is what it reads.
template <class W>
auto Pair<W>::compare_fetches(XousPid pid) -> Difference {
    for (const auto& [at, mapping] : model_.person(pid).at) {
        const Entry entry = real_.entry(pid, VirtPage{at});
        if (!entry.accessible() || !entry.rights.effective().has(Rights::x())) continue;
        if (fetches_.at(entry.page) != host::read_mark(real_.machine(), entry.page))
            return detail::text(pid, " may still execute what ", entry.page, " at ", VirtPage{at}, " held before");
    }
    return {};
}

/// The worst TLB: it has seen everything.
template <class W>
void Pair<W>::fill_tlb() {
    for (unsigned raw = 2; raw < Manager::pids; ++raw) {
        const XousPid pid{static_cast<std::uint8_t>(raw)};
        if (!real_.is_live(pid)) continue;
        for (const auto& [at, mapping] : model_.person(pid).at)
            if (const Entry entry = real_.entry(pid, VirtPage{at}); entry.accessible())
                tlb_.cache(pid, VirtPage{at}, {entry.page, entry.rights.effective()});
    }
}

}  // namespace freehold::model
