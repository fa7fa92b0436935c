// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "freehold/contract.hpp"
#include "freehold/machine.hpp"
#include "freehold/translation.hpp"

namespace freehold::host {

/// A machine on paper: of each physical page it knows only whose data it holds. A plain value.
template <Word pages>
struct PaperMachine {
    /// 0 after a scrub; tests write here what a process would write.
    std::array<std::uint8_t, pages> content{};

    void zero(PhysPage page) { content[page.number()] = 0; }
    void forget(XousPid, VirtPages) {}
    void forget_all(XousPid) {}
    bool operator==(const PaperMachine&) const = default;
};

/// An MMU on paper: an entry for each of the virtual pages from 0 to `pages`, and a table page for each `pages_per_table`
/// of them, claimed and handed back as real ones are, so that all of the manager's paths run on a host.
template <Word pages, Word pages_per_table>
class PaperMmu {
public:
    static constexpr PageCount tables_at_start() { return PageCount{1}; }

    void start(auto&, auto&& source) { root_ = source(); }

    [[nodiscard]] PageCount tables_missing(auto&, VirtPages range) const {
        Word missing = 0;
        for (Word i = first_table(range); i <= last_table(range); ++i) missing += tables_[i].present ? 0 : 1;
        return PageCount{missing};
    }

    void add_tables(auto&, VirtPages range, auto&& source) {
        for (Word i = first_table(range); i <= last_table(range); ++i)
            if (!tables_[i].present) tables_[i] = {true, source()};
    }

    void update(auto&, VirtPages range, auto&& change) {
        for (VirtPage page = range.first(); page < range.end(); page = page + PageCount{1}) {
            if (!tables_[page.number() / pages_per_table].present) continue;
            Entry& entry = entries_[page.number()];
            entry = change(page, entry);
        }
    }

    [[nodiscard]] bool all(auto&, VirtPages range, auto&& test) const {
        for (VirtPage page = range.first(); page < range.end(); page = page + PageCount{1})
            if (!test(page, entries_[page.number()])) return false;
        return true;
    }

    [[nodiscard]] Entry at(auto&, VirtPage page) const { return entries_[page.number()]; }

    [[nodiscard]] VirtPage next(auto&, VirtPage page, VirtPages range) const {
        while (page < range.end() && !tables_[page.number() / pages_per_table].present) page = page + PageCount{1};
        return page;
    }

    void prune(auto&, VirtPages range, auto&& sink) {
        for (Word i = first_table(range); i <= last_table(range); ++i)
            if (tables_[i].present && empty(i)) sink(std::exchange(tables_[i], {}).page);
    }

    void finish(auto&, auto&& sink) {
        for (Table& table : tables_)
            if (table.present) sink(std::exchange(table, {}).page);
        sink(root_);
    }

    bool operator==(const PaperMmu&) const = default;

private:
    struct Table {
        bool present = false;
        PhysPage page;
        bool operator==(const Table&) const = default;
    };

    static constexpr Word first_table(VirtPages range) { return range.first().number() / pages_per_table; }
    static constexpr Word last_table(VirtPages range) { return (range.end().number() - 1) / pages_per_table; }

    bool empty(Word table) const {
        for (Word i = table * pages_per_table; i < std::min(pages, (table + 1) * pages_per_table); ++i)
            if (entries_[i].use != Use::absent) return false;
        return true;
    }

    PhysPage root_;
    std::array<Table, (pages + pages_per_table - 1) / pages_per_table> tables_{};
    std::array<Entry, pages> entries_{};
};

}  // namespace freehold::host
