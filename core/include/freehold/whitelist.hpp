// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>

#include "freehold/permit.hpp"

namespace freehold {

/// Why a list of regions is no whitelist, and where.
struct WhitelistFault {
    enum class What : std::uint8_t {
        empty_region,
        wraps,
        unsorted_or_overlapping,
        name_taken,
        bad_name,
        bad_ram,
        too_large
    };
    What what;
    std::size_t region;
};

/// The known ranges of physical addresses, sorted and disjoint (R5): the first door of every request.
/// Lookup is a binary search: at most ceil(log2(N)) + 1 comparisons. It numbers the entries of the ownership table.
template <std::size_t N>
class Whitelist {
    static_assert(N > 0);

public:
    /// @param regions ascending by page and disjoint.
    [[nodiscard]] static constexpr std::expected<Whitelist, WhitelistFault> checked(std::array<Region, N> regions) {
        for (std::size_t i = 0; i < N; ++i)
            if (const auto fault = fault_of(regions, i); fault) return std::unexpected{*fault};
        const Whitelist list{regions};
        if (list.too_large()) return std::unexpected{WhitelistFault{WhitelistFault::What::too_large, 0}};
        return list;
    }

    /// A whitelist that is known at build time; one that is wrong does not compile.
    [[nodiscard]] static consteval Whitelist of(std::array<Region, N> regions) { return checked(regions).value(); }

    /// The ticket for a claim of exactly these pages.
    /// @return `bad_address` unless one region holds them all, `access_denied` for a reserved region, `bad_alignment`
    /// for a part of a region that is owned as a whole.
    [[nodiscard]] constexpr Expected<Permit> permit(PhysPages pages) const {
        const std::size_t at = index_of(pages.first());
        if (at == N || !regions_[at].pages.contains(pages)) return refuse(Error::bad_address);
        return permit_in(at, pages);
    }

    /// The region that lists this page, or none.
    [[nodiscard]] constexpr const Region* find(PhysPage page) const {
        const std::size_t at = index_of(page);
        return at == N ? nullptr : &regions_[at];
    }

    /// The region that lists this page or, where none does, the next one; none past the last.
    [[nodiscard]] constexpr const Region* find_from(PhysPage page) const {
        std::size_t at = last_from(page);
        if (regions_[at].pages.end() <= page) ++at;
        return at == N ? nullptr : &regions_[at];
    }

    /// The region of a page, and its table entry if the region is not reserved; no region where none lists it.
    struct Place {
        const Region* region;
        Slot slot;
    };
    [[nodiscard]] constexpr Place place_of(PhysPage page) const {
        const std::size_t at = index_of(page);
        if (at == N) return {nullptr, {}};
        return {&regions_[at], slot_in(at, page)};
    }

    /// The table entry of a listed page that has one (its region is not reserved).
    [[nodiscard]] constexpr Slot slot_of(PhysPage page) const { return slot_in(index_of(page), page); }

    /// The ticket for a run of slots of the pool, within one stretch of `each_pool_run`. RAM regions are few: one or two.
    [[nodiscard]] constexpr Permit pool_permit(Slots slots) const {
        std::size_t at = ram_regions_[0];
        for (std::size_t i = 1; i < ram_count_ && first_slot_[ram_regions_[i]] <= slots.first.index(); ++i)
            at = ram_regions_[i];
        const PhysPage first = regions_[at].pages.first() + PageCount{slots.first.index() - first_slot_[at]};
        return Permit{PhysPages{first, PageCount{slots.count}}, slots, Kind::ram, regions_[at].rights};
    }

    /// Splits listed pages at the borders of regions, which may adjoin, and calls `visit(Permit)` for each part.
    /// @return the error of `permit`, before any call of `visit` for the part that it refuses.
    constexpr Expected<void> each_permit(PhysPages pages, auto&& visit) const {
        while (pages.count().raw() != 0) {
            const std::size_t at = index_of(pages.first());
            if (at == N) return refuse(Error::bad_address);
            const PhysPage end = std::min(pages.end(), regions_[at].pages.end());
            const auto part = permit_in(at, PhysPages{pages.first(), end - pages.first()});
            if (!part) return refuse(part.error());
            visit(*part);
            pages = PhysPages{end, pages.end() - end};
        }
        return {};
    }

    /// Calls `visit(Slots)` for each stretch of slots that holds pages of RAM, ascending.
    constexpr void each_pool_run(auto&& visit) const {
        for (std::size_t i = 0; i < ram_count_; ++i) {
            const Region& region = regions_[ram_regions_[i]];
            visit(Slots{Slot{first_slot_[ram_regions_[i]]}, static_cast<std::uint32_t>(region.entries())});
        }
    }

    [[nodiscard]] constexpr std::span<const Region, N> regions() const { return regions_; }
    /// Slots from 0 that the pool takes, the ones between regions included.
    [[nodiscard]] constexpr std::uint32_t pool_slots() const { return pool_slots_; }
    /// All slots.
    [[nodiscard]] constexpr std::uint32_t slots() const { return slots_; }

private:
    static constexpr std::size_t longest_name = 16;

    explicit constexpr Whitelist(std::array<Region, N> regions) : regions_{regions} {
        for (std::size_t i = 0; i < N; ++i) {
            starts_[i] = regions_[i].pages.first();
            if (regions_[i].kind == Kind::ram) ram_regions_[ram_count_++] = i;
        }
        Word next = 0;
        for (std::size_t i = 0; i < ram_count_; ++i) next = number(ram_regions_[i], i > 0 ? next + 1 : next);
        pool_slots_ = static_cast<std::uint32_t>(next);
        for (std::size_t i = 0; i < N; ++i)
            if (regions_[i].kind != Kind::ram && regions_[i].entries() != 0) next = number(i, next + 1);
        slots_ = static_cast<std::uint32_t>(next);
    }

    constexpr Word number(std::size_t at, Word next) {
        first_slot_[at] = static_cast<std::uint32_t>(next);
        return next + regions_[at].entries();
    }

    constexpr bool too_large() const {
        Word sum = 0;
        for (const Region& region : regions_) {
            sum += region.entries() + 1;
            if (sum > std::numeric_limits<std::uint32_t>::max()) return true;
        }
        return false;
    }

    static constexpr std::optional<WhitelistFault> fault_of(const std::array<Region, N>& regions, std::size_t i) {
        using enum WhitelistFault::What;
        const auto bad = [i](WhitelistFault::What what) { return WhitelistFault{what, i}; };
        const PhysPages pages = regions[i].pages;
        if (pages.count().raw() == 0) return bad(empty_region);
        if (pages.first().number() >= page_number_end || pages.count().raw() > page_number_end - pages.first().number())
            return bad(wraps);
        if (i > 0 && regions[i - 1].pages.end() > pages.first()) return bad(unsorted_or_overlapping);
        const bool ram = regions[i].kind == Kind::ram;  // the pool grants single pages, with any rights
        if (ram && (regions[i].granularity == Granularity::whole || regions[i].rights != Rights::rwx()))
            return bad(bad_ram);
        const std::string_view name = regions[i].name;
        if (name.empty() || name.size() > longest_name || name.contains(' ')) return bad(bad_name);
        for (std::size_t j = 0; j < i; ++j)
            if (regions[j].name == name) return bad(name_taken);
        return {};
    }

    /// The region that lists a page, or N. Nearly all questions are about RAM, so it comes first.
    constexpr std::size_t index_of(PhysPage page) const {
        if (ram_count_ != 0 && regions_[ram_regions_[0]].pages.contains(page)) return ram_regions_[0];
        const std::size_t at = last_from(page);
        return regions_[at].pages.contains(page) ? at : N;
    }

    /// The last region that starts at or before a page; the first where none does. The way does not depend on the answer,
    /// so there is no branch to foresee wrongly.
    constexpr std::size_t last_from(PhysPage page) const {
        std::size_t at = 0;
        for (std::size_t width = N; width > 1;) {
            const std::size_t half = width / 2;
            at = starts_[at + half] <= page ? at + half : at;
            width -= half;
        }
        return at;
    }

    constexpr Slot slot_in(std::size_t at, PhysPage page) const {
        if (regions_[at].granularity == Granularity::whole) return Slot{first_slot_[at]};
        return paged_slots(at, PhysPages{page, PageCount{1}}).first;
    }

    constexpr Expected<Permit> permit_in(std::size_t at, PhysPages pages) const {
        const Region& region = regions_[at];
        if (region.kind == Kind::reserved) return refuse(Error::access_denied);
        if (region.granularity == Granularity::page)
            return Permit{pages, paged_slots(at, pages), region.kind, region.rights};
        if (pages != region.pages) return refuse(Error::bad_alignment);
        return Permit{pages, Slots{Slot{first_slot_[at]}, 1}, region.kind, region.rights};
    }

    constexpr Slots paged_slots(std::size_t at, PhysPages pages) const {
        const Word offset = (pages.first() - regions_[at].pages.first()).raw();
        return {Slot{static_cast<std::uint32_t>(first_slot_[at] + offset)},
                static_cast<std::uint32_t>(pages.count().raw())};
    }

    std::array<Region, N> regions_;
    std::array<PhysPage, N> starts_{};  ///< the regions' first pages, close together for the search
    std::array<std::uint32_t, N> first_slot_{};
    std::array<std::size_t, N> ram_regions_{};
    std::size_t ram_count_ = 0;
    std::uint32_t pool_slots_ = 0;
    std::uint32_t slots_ = 0;
};

}  // namespace freehold
