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
    void publish_code() {}
    void preemption_point() {}
    bool operator==(const PaperMachine&) const = default;
};

/// An `Entry` in four bytes without gaps, so that a search can keep many of them.
class PaperEntry {
public:
    constexpr PaperEntry() = default;
    constexpr PaperEntry(Entry entry)
        : bits_{static_cast<std::uint32_t>(entry.page.number() << 8 | Word{entry.rights.bits()} << 4 |
                                           (entry.fresh ? Word{8} : Word{0}) | static_cast<Word>(entry.use))} {
        expects(entry.page.number() < (Word{1} << 24));
    }
    [[nodiscard]] constexpr Entry unpacked() const {
        return {static_cast<Use>(bits_ & 7), (bits_ & 8) != 0, Rights::from_bits(static_cast<std::uint8_t>(bits_ >> 4)),
                PhysPage{bits_ >> 8}};
    }
    constexpr bool operator==(const PaperEntry&) const = default;

private:
    std::uint32_t bits_ = 0;
};

/// An MMU on paper: an entry for each of the virtual pages from 0 to `pages`, and a table page for each `pages_per_table`
/// of them, claimed and handed back as real ones are, so that all of the manager's paths run on a host.
template <Word pages, Word pages_per_table>
class PaperMmu {
public:
    static constexpr PageCount tables_at_start() { return PageCount{1}; }

    /// A machine that has pages for the kernel in every address space writes them into the entries.
    void start(auto& machine, auto&& source) {
        root_ = source();
        if constexpr (requires { machine.share_kernel(entries_); }) machine.share_kernel(entries_);
    }

    [[nodiscard]] PageCount tables_missing(auto&, VirtPages range) const {
        Word missing = 0;
        for (Word i = first_table(range); i <= last_table(range); ++i) missing += tables_[i] == absent ? 1 : 0;
        return PageCount{missing};
    }

    void add_tables(auto&, VirtPages range, auto&& source) {
        for (Word i = first_table(range); i <= last_table(range); ++i)
            if (tables_[i] == absent) tables_[i] = static_cast<std::uint32_t>(source().number()) + 1;
    }

    void map(auto&, VirtPages range, Entry entry) {
        for (VirtPage page = range.first(); page < range.end(); page = page + PageCount{1}) {
            entries_[page.number()] = entry;
            entry.page = entry.page + PageCount{1};
        }
    }

    void update(auto&, VirtPages range, auto&& change) {
        if (range.count() == PageCount{1}) return update_one(range.first(), change);
        for (VirtPage page = range.first(); page < range.end();) {
            const VirtPage end = std::min(range.end(), last_of_table(page) + PageCount{1});
            if (!has_table(page)) page = end;
            for (; page < end; page = page + PageCount{1})
                if (PaperEntry& entry = entries_[page.number()]; entry != PaperEntry{})
                    entry = change(page, entry.unpacked());
        }
    }

    void unmap(auto&, VirtPages range, auto&& goes) {
        PaperEntry* const entries = entries_.data();
        if (range.count() == PageCount{1}) return unmap_some(entries + range.first().number(), 1, goes);
        for (Word i = first_table(range); i <= last_table(range); ++i) {
            if (tables_[i] == absent) continue;
            const Word first = std::max(range.first().number(), i * pages_per_table);
            unmap_some(entries + first, std::min(range.end().number(), (i + 1) * pages_per_table) - first, goes);
        }
    }

    [[nodiscard]] bool all(auto&, VirtPages range, auto&& test) const {
        for (VirtPage page = range.first(); page < range.end(); page = page + PageCount{1})
            if (!test(page, entries_[page.number()].unpacked())) return false;
        return true;
    }

    bool update_pairs(auto& machine, VirtPages range, PaperMmu& other, VirtPage there, auto&& change) {
        for (VirtPage page = range.first(); page < range.end();
             page = page + PageCount{1}, there = there + PageCount{1}) {
            Entry mine = at(machine, page);
            Entry theirs = other.at(machine, there);
            if (!change(page, mine, theirs)) return false;
            entries_[page.number()] = mine;
            other.entries_[there.number()] = theirs;
        }
        return true;
    }

    [[nodiscard]] bool all_pairs(auto& machine, VirtPages range, const PaperMmu& other, VirtPage there,
                                 auto&& test) const {
        return all(machine, range, [&](VirtPage page, Entry mine) {
            return test(mine, other.at(machine, there + (page - range.first())));
        });
    }

    [[nodiscard]] VirtPage first_other(auto& machine, VirtPages range, Use use) const {
        VirtPage other = range.end();
        (void)all(machine, range, [&](VirtPage page, Entry e) {
            if (e.use != use) other = page;
            return e.use == use;
        });
        return other;
    }

    [[nodiscard]] VirtPage first_lacking(auto& machine, VirtPages range, Rights rights) const {
        VirtPage lacking = range.end();
        (void)all(machine, range, [&](VirtPage page, Entry e) {
            const bool has = e.use == Use::plain && e.rights.has(rights);
            if (!has) lacking = page;
            return has;
        });
        return lacking;
    }

    [[nodiscard]] Entry at(auto&, VirtPage page) const { return entries_[page.number()].unpacked(); }

    [[nodiscard]] VirtPage next(auto&, VirtPage page, VirtPages range) const {
        while (page < range.end() && !has_table(page)) page = std::min(range.end(), last_of_table(page) + PageCount{1});
        return page;
    }

    void prune(auto& machine, VirtPages range, VirtPage kept, auto&& sink) {
        for (Word i = first_table(range); i <= last_table(range); ++i)
            if (i != kept.number() / pages_per_table && tables_[i] != absent && empty(machine, i))
                sink(page_of(std::exchange(tables_[i], absent)));
    }

    void finish([[maybe_unused]] auto& machine, auto&& sink) {
        for (std::uint32_t& table : tables_)
            if (table != absent) sink(page_of(std::exchange(table, absent)));
        if constexpr (requires { machine.share_kernel(entries_); }) entries_ = {};
        sink(std::exchange(root_, PhysPage{}));
    }

    /// The pages that the tables lie in, the root first. For a space that has been started.
    void each_table(auto&& visit) const {
        visit(root_);
        for (const std::uint32_t table : tables_)
            if (table != absent) visit(page_of(table));
    }

    bool operator==(const PaperMmu&) const = default;

private:
    void update_one(VirtPage page, auto&& change) {
        PaperEntry& entry = entries_[page.number()];
        if (has_table(page)) entry = change(page, entry.unpacked());
    }

    static void unmap_some(PaperEntry* at, Word count, auto&& goes) {
        for (const PaperEntry* const end = at + count; at != end; ++at)
            if (*at != PaperEntry{} && goes(at->unpacked())) *at = PaperEntry{};
    }

    /// A table is written as its page plus one.
    static constexpr std::uint32_t absent = 0;

    [[nodiscard]] bool has_table(VirtPage page) const { return tables_[page.number() / pages_per_table] != absent; }
    /// The last page of those that share a table with this one.
    static constexpr VirtPage last_of_table(VirtPage page) {
        return VirtPage{page.number() / pages_per_table * pages_per_table + (pages_per_table - 1)};
    }
    static constexpr PhysPage page_of(std::uint32_t table) { return PhysPage{table - 1}; }
    static constexpr Word first_table(VirtPages range) { return range.first().number() / pages_per_table; }
    static constexpr Word last_table(VirtPages range) { return (range.end().number() - 1) / pages_per_table; }

    bool empty(auto& machine, Word table) const {
        for (Word i = table * pages_per_table; i < std::min(pages, (table + 1) * pages_per_table); ++i)
            if (entries_[i].unpacked().use != Use::absent && !is_kernels(machine, VirtPage{i})) return false;
        return true;
    }

    static bool is_kernels(auto& machine, VirtPage page) {
        if constexpr (requires { machine.is_kernels(page); }) return machine.is_kernels(page);
        else return false;
    }

    PhysPage root_;
    std::array<std::uint32_t, (pages + pages_per_table - 1) / pages_per_table> tables_{};
    std::array<PaperEntry, pages> entries_{};
};

}  // namespace freehold::host
