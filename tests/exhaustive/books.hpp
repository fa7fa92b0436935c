// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

#include "freehold/manager.hpp"

namespace freehold::search {

/// All that can be seen of a state, gathered by looking at every page of every table: the rules read this, and nothing
/// that the manager says of itself.
template <class W>
struct Books {
    using Manager = MemoryManager<W>;
    static constexpr unsigned pids = W::max_processes + 2;

    struct Frame {
        XousPid owner;
        std::uint8_t mapped = 0;  ///< entries through which a process may reach it: plain or borrowed
        std::uint8_t home = 0;    ///< plain entries
        std::uint8_t away = 0;    ///< detached or lent entries
        std::uint8_t lent = 0;
        std::uint8_t borrowed = 0;
        std::uint8_t tables = 0;
        XousPid mapper;      ///< of the last plain, detached or lent entry, or table: who must own it
        bool gone = false;   ///< away, and its owner's end has swept past it: the kernel's
        bool fresh = false;  ///< no process has touched it (a borrower's word counts)
    };

    explicit Books(Manager& manager) {
        for (Word i = 0; i < W::physical_pages; ++i) frames[i].owner = manager.table().owner(PhysPage{i});
        for (unsigned raw = 0; raw < pids; ++raw) read(manager, XousPid{static_cast<std::uint8_t>(raw)});
        free_ram = manager.table().available().raw();
    }

    [[nodiscard]] const Frame& frame(PhysPage page) const { return frames[page.number()]; }
    [[nodiscard]] const Entry& at(XousPid pid, VirtPage page) const { return entries[pid.raw()][page.number()]; }
    /// Neither mapped, away nor a table.
    [[nodiscard]] bool stands_for_nothing(PhysPage page) const {
        const Frame& f = frame(page);
        return f.home == 0 && f.away == 0 && f.tables == 0;
    }
    /// Where pages are parked, a world has no contexts.
    [[nodiscard]] bool is_context(PhysPage page, XousPid pid) const {
        return is_ram(page) && frame(page).owner == pid && stands_for_nothing(page) && !parked[pid.raw()];
    }
    [[nodiscard]] bool is_parked(PhysPage page, XousPid pid) const {
        return frame(page).owner == pid && stands_for_nothing(page) && parked[pid.raw()];
    }
    /// Its end may make more of its pages the kernel's than were away, where the table has no room to tell them apart.
    [[nodiscard]] bool coarse(XousPid pid) const {
        return !W::a_page_an_entry && (life[pid.raw()] == Life::ending || life[pid.raw()] == Life::lingering);
    }
    [[nodiscard]] bool some_parked() const {
        return std::ranges::any_of(parked, [](bool each) { return each; });
    }
    [[nodiscard]] bool some_coarse() const {
        return std::ranges::any_of(frames, [](const Frame& f) { return f.home != 0 && f.owner == kernel_pid; });
    }
    static bool is_ram(PhysPage page) {
        const Region* region = W::whitelist.find(page);
        return region && region->kind == Kind::ram;
    }

    std::array<Frame, W::physical_pages> frames{};
    std::array<std::array<Entry, W::virtual_pages>, pids> entries{};
    std::array<Life, pids> life{};
    std::array<Account, pids> account{};
    std::array<bool, pids> parked{};         ///< some of its pages are
    std::array<std::uint32_t, pids> room{};  ///< further runs of pages that it may have, up to 32
    std::array<VirtPage, pids> sweep{};
    std::array<VirtPage, pids> maps_from{};
    std::array<VirtPage, pids> messages_from{};
    Word free_ram = 0;
    bool wild = false;  ///< an entry names a page that is on no list

private:
    void read(Manager& manager, XousPid pid) {
        const auto& process = manager.process(pid);
        life[pid.raw()] = process.life;
        account[pid.raw()] = process.account;
        if (pid != nobody) {
            parked[pid.raw()] = manager.table().parked(pid);
            while (room[pid.raw()] < 32 && manager.table().has_room(room[pid.raw()] + 1, pid)) ++room[pid.raw()];
        }
        sweep[pid.raw()] = process.sweep;
        maps_from[pid.raw()] = process.maps_from;
        messages_from[pid.raw()] = process.messages_from;
        const auto& translation = process.space.translation();
        for (Word i = 0; i < W::virtual_pages; ++i) {
            const Entry e = translation.at(manager.machine(), VirtPage{i});
            entries[pid.raw()][i] = e;
            if (W::layout.user.contains(VirtPage{i})) note(pid, VirtPage{i}, e);
        }
        if (process.account.tables.raw() != 0)
            translation.each_table([&](PhysPage page) {
                Frame& f = frames[page.number()];
                ++f.tables;
                f.mapper = pid;
            });
    }

    void note(XousPid pid, VirtPage at, const Entry& e) {
        if (e.use == Use::absent) return;
        if (e.page.number() >= W::physical_pages) {
            wild = true;
            return;
        }
        Frame& f = frames[e.page.number()];
        const bool away = e.use == Use::detached || e.use == Use::lent;
        f.mapped += e.use == Use::plain || e.use == Use::borrowed;
        f.home += e.use == Use::plain;
        f.away += away;
        f.lent += e.use == Use::lent;
        f.borrowed += e.use == Use::borrowed;
        if (e.use != Use::borrowed) f.mapper = pid;
        if (e.use == Use::borrowed || (e.use != Use::lent)) f.fresh = e.fresh;
        f.gone = f.gone || (away && at < sweep[pid.raw()]);
    }
};

}  // namespace freehold::search
