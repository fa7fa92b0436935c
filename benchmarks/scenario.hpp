// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <random>
#include <string_view>
#include <utility>
#include <vector>

#include "pool.hpp"

namespace freehold::bench {

/// How memory looks before a measurement.
struct Scenario {
    std::string_view name;
    unsigned percent;  ///< of the pages are taken
    bool has_run;      ///< 64 free pages in a row are somewhere
    enum class Where : std::uint8_t { packed, random, all_but_last, random_but_hole } where;
};

/// A free stretch at the very end, the last place that a search from the start looks at.
inline constexpr std::uint32_t hole = 128;

inline constexpr Scenario scenarios[] = {
    {"empty", 0, true, Scenario::Where::packed},
    {"half-packed", 50, true, Scenario::Where::packed},
    {"half-random", 50, false, Scenario::Where::random},
    {"95-packed", 95, true, Scenario::Where::packed},
    {"95-random", 95, false, Scenario::Where::random},
    {"one-left", 100, false, Scenario::Where::all_but_last},
    {"half-random-hole", 50, true, Scenario::Where::random_but_hole},
};

/// The same pages in every run, made once.
inline const Fill& fill_of(const Scenario& scenario, std::uint32_t pages) {
    static std::map<std::pair<std::string_view, std::uint32_t>, Fill> made;
    auto [at, fresh] = made.try_emplace({scenario.name, pages}, pages);
    if (!fresh) return at->second;
    Fill& fill = at->second;
    std::mt19937 random{pages};
    const std::uint32_t packed = static_cast<std::uint32_t>(std::uint64_t{pages} * scenario.percent / 100);
    for (std::uint32_t page = 0; page < pages; ++page) {
        switch (scenario.where) {
            case Scenario::Where::packed: fill[page] = page < packed; break;
            case Scenario::Where::all_but_last: fill[page] = page + 1 < pages; break;
            case Scenario::Where::random: fill[page] = random() % 100 < scenario.percent; break;
            case Scenario::Where::random_but_hole:
                fill[page] = page < pages - hole && random() % 100 < scenario.percent;
                break;
        }
    }
    return fill;
}

/// Taken pages, each once, in an order that no cache foresees.
inline std::vector<PageNumber> distinct_taken(const Fill& fill, std::size_t most) {
    std::vector<PageNumber> pages;
    std::mt19937 random{1};
    for (std::size_t i = 0; i < most; ++i) {
        const auto page = static_cast<PageNumber>(random() % fill.size());
        if (fill[page]) pages.push_back(page);
    }
    std::ranges::sort(pages);
    pages.erase(std::ranges::unique(pages).begin(), pages.end());
    std::ranges::shuffle(pages, std::mt19937{2});
    return pages;
}

}  // namespace freehold::bench
