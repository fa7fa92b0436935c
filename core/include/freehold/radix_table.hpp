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
        if (range.count() == PageCount{1} && leaf_of(machine, range.first())) return PageCount{};
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

    void map(auto& machine, VirtPages range, Entry entry) {
        Pte pte = Format::encode(entry);
        if (range.count() == PageCount{1}) return void(*slot_ptr(machine, range.first(), 0) = pte);
        each_leaf(machine, range, [&](VirtPage, Pte* at, Pte* end) {
            for (; at != end; ++at, pte += Format::next_page) *at = pte;
            return true;
        });
    }

    void update(auto& machine, VirtPages range, auto&& change) {
        each_leaf(machine, range, [&](VirtPage page, Pte* at, Pte* end) {
            for (; at && at != end; ++at, page = page + PageCount{1}) {
                const Pte encoded = Format::encode(change(page, Format::decode(*at)));
                if (encoded != *at) *at = encoded;
            }
            return true;
        });
    }

    void unmap(auto& machine, VirtPages range, auto&& goes) {
        each_leaf(machine, range, [&](VirtPage, Pte* at, Pte* end) {
            for (; at != end; ++at)
                if (*at != 0 && goes(Format::decode(*at))) *at = 0;
            return true;
        });
    }

    [[nodiscard]] bool all(auto& machine, VirtPages range, auto&& test) const {
        return each_leaf(machine, range, [&](VirtPage page, const Pte* at, const Pte*) {
            const VirtPage end = page + count_of(page, range, at ? pages_a_step : fanout);
            for (; page < end; page = page + PageCount{1})
                if (!test(page, at ? Format::decode(*at++) : Entry{})) return false;
            return true;
        });
    }

    bool update_pairs(auto& machine, VirtPages range, RadixTable& other, VirtPage there, auto&& change) {
        return each_pair(machine, range, other, there, [&](VirtPage page, Pte& mine, Pte& theirs) {
            Entry first = Format::decode(mine);
            Entry second = Format::decode(theirs);
            if (!change(page, first, second)) return false;
            mine = Format::encode(first);
            theirs = Format::encode(second);
            return true;
        });
    }

    [[nodiscard]] bool all_pairs(auto& machine, VirtPages range, const RadixTable& other, VirtPage there,
                                 auto&& test) const {
        return each_pair(machine, range, other, there, [&](VirtPage, const Pte& mine, const Pte& theirs) {
            return test(Format::decode(mine), Format::decode(theirs));
        });
    }

    [[nodiscard]] VirtPage first_other(auto& machine, VirtPages range, Use use) const {
        if (range.count() == PageCount{1})
            return Format::use_of(slot(machine, range.first(), 0)) == use ? range.end() : range.first();
        return first_other_of_many(machine, range, use);
    }

    [[nodiscard]] VirtPage first_lacking(auto& machine, VirtPages range, Rights rights) const {
        const auto usable = [rights](Pte pte) {
            if (Format::use_of(pte) != Use::plain) return false;
            return Format::rights_of(pte).has(rights) || Format::decode(pte).rights.has(rights);  // X may be latent
        };
        if (range.count() == PageCount{1}) return usable(slot(machine, range.first(), 0)) ? range.end() : range.first();
        return first_unlike(machine, range, false, usable);
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

    void prune(auto& machine, VirtPages range, VirtPage kept, auto&& sink) {
        if (!stays(machine, range, kept)) prune_tables(machine, range, kept, sink);
    }

    /// For an address space whose leaves are all absent.
    void finish(auto& machine, auto&& sink) { finish_below(machine, std::exchange(root_, {}), top, sink); }

    bool operator==(const RadixTable&) const = default;

private:
    static constexpr unsigned top = Format::levels - 1;
    static constexpr Word entries_a_step = 64;
    static constexpr Word pages_a_step = std::min<Word>(16, fanout);

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

    /// How many of the range from `page` on are walked at a time: to the next border of so many pages.
    static PageCount count_of(VirtPage page, VirtPages range, Word pages) {
        return std::min(range.end() - page, PageCount{pages - page.number() % pages});
    }

    /// Between two steps of a walk the machine may let others run (O10).
    [[gnu::always_inline]] static void between_steps(auto& machine, VirtPage page) {
        if (page.number() % pages_a_step == 0) machine.preemption_point();
    }

    /// Calls `visit(first page, its entry, the end of entries)` for each step of the range that has a leaf table, and for each
    /// part that has none, where both are null; while it says so.
    [[gnu::always_inline]] bool each_leaf(auto& machine, VirtPages range, auto&& visit) const {
        VirtPage page = range.first();
        while (page < range.end()) {
            between_steps(machine, page);
            Pte* const leaf = leaf_of(machine, page);
            const PageCount count = count_of(page, range, leaf ? pages_a_step : fanout);
            Pte* const at = leaf ? leaf + index(page, 0) : nullptr;
            if (!visit(page, at, leaf ? at + count.raw() : nullptr)) return false;
            page = page + count;
        }
        return true;
    }

    /// The entries of two ranges side by side, while `visit` says so; not where either has no table.
    [[gnu::always_inline]] bool each_pair(auto& machine, VirtPages range, const RadixTable& other, VirtPage there,
                                          auto&& visit) const {
        VirtPage page = range.first();
        while (page < range.end()) {
            between_steps(machine, page);
            PageCount count = std::min(count_of(page, range, pages_a_step), PageCount{fanout - index(there, 0)});
            Pte* const leaf = leaf_of(machine, page);
            Pte* const other_leaf = other.leaf_of(machine, there);
            if (!leaf || !other_leaf) return false;
            Pte* mine = leaf + index(page, 0);
            Pte* theirs = other_leaf + index(there, 0);
            there = there + count;
            for (; count.raw() != 0; count -= PageCount{1}, page = page + PageCount{1})
                if (!visit(page, *mine++, *theirs++)) return false;
        }
        return true;
    }

    [[gnu::noinline]] VirtPage first_other_of_many(auto& machine, VirtPages range, Use use) const {
        return first_unlike(machine, range, use == Use::absent, [use](Pte pte) { return Format::use_of(pte) == use; });
    }
    /// The first page of which `test` does not hold. @param absent whether it holds where there are no tables
    [[gnu::always_inline]] VirtPage first_unlike(auto& machine, VirtPages range, bool absent, auto&& test) const {
        VirtPage other = range.end();
        each_leaf(machine, range, [&](VirtPage page, const Pte* from, const Pte* end) {
            const Pte* at = from;
            while (at != end && test(*at)) ++at;
            const bool same = from ? at == end : absent;
            if (!same) other = page + PageCount{static_cast<Word>(at - from)};
            return same;
        });
        return other;
    }

    /// Where the entry for this page stands in its table of `level`, or null where a table above it is missing.
    [[gnu::always_inline]] Pte* slot_ptr(auto& machine, VirtPage page, unsigned level) const {
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

    [[gnu::always_inline]] Pte* leaf_of(auto& machine, VirtPage page) const {
        const Pte entry = slot(machine, page, 1);
        return entry == 0 ? nullptr : table(machine, Format::table_page(entry));
    }

    /// Looks around `near` first, where an entry that is in use is likeliest, and then a group at a time.
    static bool empty(auto& machine, PhysPage page, Word near) {
        const Pte* const entries = table(machine, page);
        if (near > 0 && entries[near - 1] != 0) return false;
        constexpr Word group = std::min<Word>(16, fanout);
        near -= near % group;
        for (Word i = near; i < fanout; i += group)
            if (any<group>(entries + i)) return false;
        for (Word i = near; i > 0; i -= group)
            if (any<group>(entries + i - group)) return false;
        return true;
    }

    template <Word Count>
    static bool any(const Pte* entries) {
        Pte sum = 0;
        for (Word i = 0; i < Count; ++i) sum |= entries[i];
        return sum != 0;
    }

    /// Whether one leaf table has all of the range and is needed: for `kept`, or for the page before the range.
    bool stays(auto& machine, VirtPages range, VirtPage kept) const {
        const auto table_of = [](VirtPage page) { return page.number() >> shift(1); };
        const VirtPage first = range.first();
        if (table_of(first) != table_of(range.end())) return false;
        if (table_of(first) == table_of(kept)) return true;
        const Word at = index(first, 0);
        const Pte* const leaf = leaf_of(machine, first);
        return at > 0 && leaf && leaf[at - 1] != 0;
    }

    /// Bounded by one look at each entry of the tables that the range touches.
    [[gnu::noinline]] void prune_tables(auto& machine, VirtPages range, VirtPage kept, auto&& sink) {
        for (unsigned level = 1; level <= top; ++level)
            each_block(level, range, [&](VirtPages block) {
                if (block.first().number() >> shift(level) == kept.number() >> shift(level)) return;
                if (block.first() != range.first()) machine.preemption_point();
                Pte* at = slot_ptr(machine, block.first(), level);
                if (!at || *at == 0 || !empty(machine, Format::table_page(*at), index(block.first(), level - 1)))
                    return;
                sink(Format::table_page(std::exchange(*at, Pte{0})));
            });
    }

    static void finish_below(auto& machine, PhysPage page, unsigned level, auto&& sink) {
        if (level > 0)
            for (Word i = 0; i < (level == top ? Format::user_root_entries : fanout); ++i) {
                if (i % entries_a_step == 0) machine.preemption_point();
                if (const Pte entry = table(machine, page)[i]; entry != 0)
                    finish_below(machine, Format::table_page(entry), level - 1, sink);
            }
        sink(page);
    }

    PhysPage root_;
};

}  // namespace freehold
