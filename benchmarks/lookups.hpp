// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <string_view>
#include <vector>

#include "freehold/flat_table.hpp"

/// What takes an address and asks the whitelist first: a claim of exactly this page, and whose it is.
namespace freehold::bench {

/// RAM, and then devices of 16 pages each with gaps between.
template <std::size_t Count>
constexpr auto regions_of() {
    constexpr std::string_view names = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-";
    static_assert(Count <= names.size());
    std::array<Region, Count> regions;
    regions[0] = {names.substr(0, 1), Kind::ram, Rights::rwx(), Granularity::page, {PhysPage{0x100}, PageCount{4096}}};
    for (std::size_t i = 1; i < Count; ++i)
        regions[i] = {names.substr(i, 1),
                      Kind::device,
                      Rights::rw(),
                      Granularity::page,
                      {PhysPage{0x10000 + 0x100 * i}, PageCount{16}}};
    return regions;
}
template <std::size_t Count>
inline constexpr auto listed = Whitelist<Count>::of(regions_of<Count>());

/// Pages of all regions, in an order that no cache foresees.
template <std::size_t Count>
std::vector<PhysPage> pages_of_all() {
    std::vector<PhysPage> pages;
    std::mt19937 random{3};
    for (unsigned i = 0; i < 4096; ++i) {
        const Region& region = listed<Count>.regions()[random() % Count];
        pages.push_back(region.pages.first() + PageCount{random() % region.pages.count().raw()});
    }
    return pages;
}

/// An owner's byte behind a search of the regions, and nothing else: what an answer costs at least.
template <std::size_t Count>
class ArrayBehindSearch {
public:
    ArrayBehindSearch() {
        std::uint32_t slot = 0;
        for (std::size_t i = 0; i < Count; ++i) {
            const PhysPages pages = listed<Count>.regions()[i].pages;
            firsts_[i] = pages.first().number();
            ends_[i] = pages.end().number();
            slots_[i] = slot;
            slot += static_cast<std::uint32_t>(pages.count().raw());
        }
        owners_.resize(slot, 3);
    }
    [[nodiscard]] std::uint8_t owner(PhysPage page) const {
        const auto after = std::ranges::upper_bound(firsts_, page.number());
        if (after == firsts_.begin()) return 0;
        const auto at = static_cast<std::size_t>(after - firsts_.begin()) - 1;
        return page.number() < ends_[at] ? owners_[slots_[at] + (page.number() - firsts_[at])] : 0;
    }

private:
    std::array<Word, Count> firsts_{}, ends_{};
    std::array<std::uint32_t, Count> slots_{};
    std::vector<std::uint8_t> owners_;
};

}  // namespace freehold::bench
