// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <utility>

#include "freehold/contract.hpp"
#include "freehold/machine.hpp"
#include "freehold/translation.hpp"

namespace freehold {

/// Page tables as a radix tree, for any format: the one walker for Sv32, Sv39 and their like.
///
/// A `Format` has: `Pte` (unsigned), `levels` (2 or more), `index_bits`, `encode(Entry) -> Pte` and `decode(Pte) -> Entry`
/// for leaves (absent is 0 both ways), `table(PhysPage) -> Pte`, `table_page(Pte) -> PhysPage` for the levels above.
/// Every walk is `levels` loads for each leaf table that a range touches, then one load or store a page.
template <class Format>
class RadixTable {
public:
    using Pte = Format::Pte;
    static constexpr Word fanout = Word{1} << Format::index_bits;

    [[nodiscard]] static constexpr PageCount tables_at_start() { return PageCount{1}; }
    /// The page of the root; it goes into the translation register.
    [[nodiscard]] constexpr PhysPage root() const { return root_; }

    void start(auto& machine, auto&& source) {
        root_ = source();
        machine.share_kernel(table(machine, root_));
    }

    [[nodiscard]] PageCount tables_missing(auto& machine, VirtPages range) const {
        Word missing = 0;
        for (unsigned level = top; level > 0; --level)
            each_block(level, range, [&](VirtPages block) { missing += slot(machine, block.first(), level) == 0; });
        return PageCount{missing};
    }

    void add_tables(auto& machine, VirtPages range, auto&& source) {
        for (unsigned level = top; level > 0; --level)
            each_block(level, range, [&](VirtPages block) {
                Pte* at = slot_ptr(machine, block.first(), level);
                if (*at == 0) *at = Format::table(source());
            });
    }

    void update(auto& machine, VirtPages range, auto&& change) {
        each_block(1, range, [&](VirtPages block) {
            Pte* leaf = leaf_of(machine, block.first());
            if (!leaf) return;
            Pte* at = leaf + index(block.first(), 0);
            VirtPage page = block.first();
            for (; page < block.end(); page = page + PageCount{1}, ++at) {
                const Pte encoded = Format::encode(change(page, Format::decode(*at)));
                if (encoded != *at) *at = encoded;
            }
        });
    }

    [[nodiscard]] bool all(auto& machine, VirtPages range, auto&& test) const {
        return every_block(1, range, [&](VirtPages block) {
            const Pte* leaf = leaf_of(machine, block.first());
            for (VirtPage page = block.first(); page < block.end(); page = page + PageCount{1})
                if (!test(page, leaf ? Format::decode(leaf[index(page, 0)]) : Entry{})) return false;
            return true;
        });
    }

    [[nodiscard]] Entry at(auto& machine, VirtPage page) const {
        const Pte* leaf = leaf_of(machine, page);
        return leaf ? Format::decode(leaf[index(page, 0)]) : Entry{};
    }

    [[nodiscard]] VirtPage next(auto& machine, VirtPage page, VirtPages range) const {
        while (page < range.end()) {
            unsigned level = top;
            while (level > 0 && slot(machine, page, level) != 0) --level;
            if (level == 0) return page;
            page = VirtPage{((page.number() >> shift(level)) + 1) << shift(level)};
        }
        return range.end();
    }

    /// Bounded by one look at each entry of the tables that the range touches.
    void prune(auto& machine, VirtPages range, auto&& sink) {
        for (unsigned level = 1; level <= top; ++level)
            each_block(level, range, [&](VirtPages block) {
                Pte* at = slot_ptr(machine, block.first(), level);
                if (!at || *at == 0 || !empty(machine, Format::table_page(*at), index(block.first(), level - 1)))
                    return;
                sink(Format::table_page(std::exchange(*at, Pte{0})));
            });
    }

    /// For an address space whose leaves are all absent.
    void finish(auto& machine, auto&& sink) { finish_below(machine, root_, top, sink); }

    bool operator==(const RadixTable&) const = default;

private:
    static constexpr unsigned top = Format::levels - 1;

    /// Page-number bits below the index of this level.
    static constexpr unsigned shift(unsigned level) { return level * Format::index_bits; }
    static constexpr Word index(VirtPage page, unsigned level) {
        return (page.number() >> shift(level)) & (fanout - 1);
    }
    static Pte* table(auto& machine, PhysPage page) { return machine.template table<Pte>(page); }

    /// Calls `visit` for each part of the range that lies under one entry of `level`, while it says so.
    static bool every_block(unsigned level, VirtPages range, auto&& visit) {
        VirtPage page = range.first();
        while (page < range.end()) {
            const VirtPage border{((page.number() >> shift(level)) + 1) << shift(level)};
            const VirtPage end = std::min(border, range.end());
            if (!visit(VirtPages{page, end - page})) return false;
            page = end;
        }
        return true;
    }

    static void each_block(unsigned level, VirtPages range, auto&& visit) {
        every_block(level, range, [&](VirtPages block) {
            visit(block);
            return true;
        });
    }

    /// Where the entry for this page stands in its table of `level`, or null where a table above it is missing.
    Pte* slot_ptr(auto& machine, VirtPage page, unsigned level) const {
        PhysPage at = root_;
        for (unsigned above = top; above > level; --above) {
            const Pte entry = table(machine, at)[index(page, above)];
            if (entry == 0) return nullptr;
            at = Format::table_page(entry);
        }
        return table(machine, at) + index(page, level);
    }

    Pte slot(auto& machine, VirtPage page, unsigned level) const {
        const Pte* at = slot_ptr(machine, page, level);
        return at ? *at : Pte{0};
    }

    Pte* leaf_of(auto& machine, VirtPage page) const {
        const Pte entry = slot(machine, page, 1);
        return entry == 0 ? nullptr : table(machine, Format::table_page(entry));
    }

    /// Looks outwards from `near` first, where an entry that is in use is likeliest.
    static bool empty(auto& machine, PhysPage page, Word near) {
        const Pte* entries = table(machine, page);
        for (Word i = near; i < fanout; ++i)
            if (entries[i] != 0) return false;
        for (Word i = near; i > 0; --i)
            if (entries[i - 1] != 0) return false;
        return true;
    }

    static void finish_below(auto& machine, PhysPage page, unsigned level, auto&& sink) {
        if (level > 0)
            for (Word i = 0; i < (level == top ? Format::user_root_entries : fanout); ++i)
                if (const Pte entry = table(machine, page)[i]; entry != 0)
                    finish_below(machine, Format::table_page(entry), level - 1, sink);
        sink(page);
    }

    PhysPage root_;
};

}  // namespace freehold
