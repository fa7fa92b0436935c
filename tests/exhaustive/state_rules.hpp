// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "books.hpp"
#include "words.hpp"

namespace freehold::search {

/// A rule of the plan that does not hold, and where.
struct Violation {
    std::string rule;
    std::string where;
};
using Verdict = std::optional<Violation>;

template <class... Parts>
Verdict broken(const char* rule, const Parts&... parts) {
    std::ostringstream out;
    (out << ... << parts);
    return Violation{rule, out.str()};
}

/// What must hold in every state.
template <class W>
class StateRules {
public:
    explicit StateRules(const Books<W>& books) : books_{books} {}

    Verdict verdict() const {
        if (books_.wild) return broken("R5", "an entry names a page that is on no list");
        for (Word i = 0; i < W::physical_pages; ++i)
            if (auto v = frame(PhysPage{i}); v) return v;
        for (unsigned raw = 0; raw < Books<W>::pids; ++raw)
            if (auto v = process(XousPid{static_cast<std::uint8_t>(raw)}); v) return v;
        return pool();
    }

private:
    /// A page has one owner, which uses it in one way.
    Verdict frame(PhysPage page) const {
        const auto& f = books_.frame(page);
        const Region* region = W::whitelist.find(page);
        const unsigned roles = f.home + f.away + f.tables;
        if (!region || region->kind == Kind::reserved)
            return roles + f.borrowed == 0 ? Verdict{} : broken("R5", page, " is not on the list, and in use");
        if (f.mapped > 1) return one_space(page);
        if (f.borrowed != f.lent)
            return broken("R1", page, " is borrowed ", int(f.borrowed), " times and lent ", int(f.lent), " times");
        if (roles > 1) return broken("R1", page, " has ", roles, " uses");
        const bool handed_over = f.gone || (f.owner == kernel_pid && books_.coarse(f.mapper));
        if (roles == 1 && f.owner != (handed_over ? kernel_pid : f.mapper))
            return broken("R6", page, " is used by ", f.mapper, " and owned by ", f.owner);
        const bool ending =
            f.owner.is_user() && books_.life[f.owner.raw()] == Life::ending;  // a whole region goes with its last page
        if (auto v = parked(page, f.owner); v) return v;
        if (roles == 0 && f.owner.is_user() && region->kind != Kind::ram && !ending && !books_.parked[f.owner.raw()])
            return broken("R6", page, " stands for nothing, and is owned by ", f.owner);
        if ((f.tables != 0 || f.away != 0) && region->kind != Kind::ram)
            return broken("R2", page, " of ", region->name, " is away or a table");
        return {};
    }

    /// What a live process has freed and cannot be told apart lies between pages that it uses (docs/tables.md).
    Verdict parked(PhysPage page, XousPid pid) const {
        if (!pid.is_user() || !books_.is_parked(page, pid) || books_.life[pid.raw()] != Life::live) return {};
        const auto used_beyond = [&](auto next) {
            PhysPage at = page;
            while (books_.is_parked(at, pid)) at = next(at);
            return books_.frame(at).owner == pid && books_.frame(at).tables == 0;
        };
        const bool between = used_beyond([](PhysPage at) { return at + PageCount{1}; }) &&
                             used_beyond([](PhysPage at) { return PhysPage{at.number() - 1}; });
        return between && books_.room[pid.raw()] == 0 ? Verdict{}
                                                      : broken("O7", page, " is kept back from ", pid, " for nothing");
    }

    Verdict one_space(PhysPage page) const {
        unsigned spaces = 0;
        for (const auto& entries : books_.entries) {
            bool here = false;
            for (const Entry& e : entries)
                here = here || ((e.use == Use::plain || e.use == Use::borrowed) && e.page == page);
            spaces += here;
        }
        return broken(spaces > 1 ? "R1" : "O2", page, " is mapped more than once");
    }

    Verdict process(XousPid pid) const {
        const Life life = books_.life[pid.raw()];
        if (!pid.is_user()) return {};
        if (life == Life::none) return nothing_left(pid);
        for (Word i = 0; i < W::virtual_pages; ++i)
            if (auto v = entry(pid, VirtPage{i}); v) return v;
        if (auto v = account(pid); v) return v;
        if (life == Life::live) return life_of(pid);
        return {};
    }

    /// A pid is free when nothing is left of its last holder (O8).
    Verdict nothing_left(XousPid pid) const {
        if (books_.account[pid.raw()] != Account{})
            return broken("O8", pid, " is free and has ", books_.account[pid.raw()]);
        for (const Entry& e : books_.entries[pid.raw()])
            if (e != Entry{}) return broken("O8", pid, " is free and has ", e);
        for (Word i = 0; i < W::physical_pages; ++i)
            if (books_.frame(PhysPage{i}).owner == pid) return broken("O8", pid, " is free and owns ", PhysPage{i});
        return {};
    }

    Verdict entry(XousPid pid, VirtPage at) const {
        const Entry& e = books_.at(pid, at);
        const bool started = books_.account[pid.raw()].tables.raw() != 0;
        if (W::Machine::is_kernels(at))
            return !started || e == W::Machine::kernel_entry
                       ? Verdict{}
                       : broken("O4", pid, " changed the kernel's ", at, " to ", e);
        if (e.use == Use::absent) return e == Entry{} ? Verdict{} : broken("R6", pid, " has at ", at, ": ", e);
        if (!W::layout.user.contains(at)) return broken("O4", pid, " has ", e, " at ", at);
        const Region* region = W::whitelist.find(e.page);
        if (!region->rights.has(e.rights))
            return broken("rights", pid, " has ", e, " of ", region->name, ", which allows ", region->rights);
        if (e.rights.has(Rights::w()) && !e.rights.has(Rights::r())) return broken("rights", pid, " has ", e);
        if (e.use == Use::borrowed && e.rights.has(Rights::x())) return broken("O11", pid, " borrows ", e);
        if (e.fresh && region->kind != Kind::ram) return broken("O6", pid, " has ", e, ", which would be scrubbed");
        return {};
    }

    /// What is counted is what is there.
    Verdict account(XousPid pid) const {
        Account due;
        due.limits = books_.account[pid.raw()].limits;
        due.heap = books_.account[pid.raw()].heap;
        for (Word i = 0; i < W::physical_pages; ++i) {
            const PhysPage page{i};
            const auto& f = books_.frame(page);
            const bool own = f.owner == pid || (books_.coarse(pid) && f.mapper == pid && f.home != 0);
            if (own) (Books<W>::is_ram(page) ? due.ram : due.other) += PageCount{1};
            if (f.tables != 0 && f.mapper == pid) due.tables += PageCount{1};
            if (books_.is_context(page, pid)) due.contexts += PageCount{1};
        }
        for (const VirtPage page : user_pages()) {
            const Use use = books_.at(pid, page).use;
            if (use == Use::detached || use == Use::lent) due.in_flight += PageCount{1};
            if (use == Use::borrowed) due.borrowed += PageCount{1};
        }
        if (books_.coarse(pid)) {  // what is parked may be reported as the kernel's; that none is lost says `pool`
            const Account& is = books_.account[pid.raw()];
            if (due.ram <= is.ram) due.ram = is.ram;
            due.contexts = is.contexts;
        }
        if (due.contexts > books_.account[pid.raw()].contexts)
            return broken("R6", pid, " owns pages that stand for nothing: it has ", due);
        if (due != books_.account[pid.raw()])
            return broken("account", pid, " is said to have ", books_.account[pid.raw()], " and has ", due);
        return {};
    }

    Verdict life_of(XousPid pid) const {
        const Account& a = books_.account[pid.raw()];
        if (a.ram > a.limits.ram || a.heap > a.limits.heap || a.limits.heap > a.limits.heap_hard)
            return broken("O12", pid, " passes a limit: ", a);
        const Word heap = W::layout.heap.number();
        for (Word i = 0; i < a.heap.raw() >> page_shift; ++i)
            if (books_.at(pid, VirtPage{heap + i}).use == Use::absent)
                return broken("R3", pid, "'s heap has a hole at ", VirtPage{heap + i});
        for (const VirtPage page : user_pages()) {
            if (books_.at(pid, page).use != Use::absent) continue;
            const bool hidden = (W::layout.maps.contains(page) && page < books_.maps_from[pid.raw()]) ||
                                (W::layout.messages.contains(page) && page < books_.messages_from[pid.raw()]);
            if (hidden) return broken("hint", pid, " has a vacancy at ", page, " that is not found");
        }
        return {};
    }

    /// What is free is given, and nothing else (O5).
    Verdict pool() const {
        Word free = 0, owned = 0, counted = 0;
        for (Word i = 0; i < W::physical_pages; ++i) {
            if (!Books<W>::is_ram(PhysPage{i})) continue;
            ++(books_.frame(PhysPage{i}).owner == nobody ? free : owned);
        }
        for (const Account& each : books_.account) counted += each.ram.raw();
        if (owned != counted) return broken("account", owned, " pages are owned, and ", counted, " counted");
        return free == books_.free_ram ? Verdict{}
                                       : broken("O5", free, " pages are free, and ", books_.free_ram, " said to be");
    }

    static std::vector<VirtPage> user_pages() {
        std::vector<VirtPage> pages;
        for (VirtPage page = W::layout.user.first(); page < W::layout.user.end(); page = page + PageCount{1})
            pages.push_back(page);
        return pages;
    }

    const Books<W>& books_;
};

}  // namespace freehold::search
