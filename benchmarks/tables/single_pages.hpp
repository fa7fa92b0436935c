// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>

#include "boards.hpp"
#include "machine.hpp"

/// A page of the pool and its owner on rv32, in `FlatTable`: at most 100 instructions each to claim and to free, whatever is taken.
namespace freehold::bench {

/// The goal for either, over many in a row: one that opens a block of the index takes more, and those after it do not.
inline constexpr std::uint32_t most_for_a_page = 100;

class SinglePages {
public:
    using Table = FlatTable<precursor>;

    /// @param taken says of each page of RAM, by its number in the region, whether it is taken beforehand
    template <class Taken>
    SinglePages(Table& table, Taken taken) : table_{table} {
        for (Word page = 0; page < ram().count().raw(); ++page)
            if (taken(page)) std::move(*table_.claim(permit_of(page), others)).commit();
        for (std::uint32_t i = 0; i < rounds; ++i) once();
    }
    /// One of each: instructions, on average and at worst.
    [[nodiscard]] std::uint32_t claim_mean() const { return claims_ / rounds; }
    [[nodiscard]] std::uint32_t claim_worst() const { return worst_claim_; }
    [[nodiscard]] std::uint32_t free_mean() const { return frees_ / rounds; }
    [[nodiscard]] std::uint32_t free_worst() const { return worst_free_; }

private:
    static constexpr std::uint32_t rounds = 1024;
    static constexpr XousPid others{3}, measured{2};

    static constexpr PhysPages ram() { return precursor.regions()[1].pages; }
    static Permit permit_of(Word page) {
        return *precursor.permit(PhysPages{ram().first() + PageCount{page}, PageCount{1}});
    }

    void once() {
        PhysPages drawn;
        const std::uint32_t claim = machine::instructions_of([&] {
            auto reserve = table_.reserve(PageCount{1}, measured);
            drawn = reserve->draw(PageCount{1}).commit();
        });
        const Permit permit = *precursor.permit(drawn);
        const std::uint32_t free = machine::instructions_of([&] { (void)table_.release(permit, measured); });
        claims_ += claim;
        frees_ += free;
        worst_claim_ = std::max(worst_claim_, claim);
        worst_free_ = std::max(worst_free_, free);
    }

    Table& table_;
    std::uint32_t claims_ = 0, frees_ = 0, worst_claim_ = 0, worst_free_ = 0;
};

/// Measures one fill on a table of its own.
/// @return whether both are within the goal
template <class Taken>
bool single_pages(std::string_view fill, Taken taken) {
    static SinglePages::Table table;
    const SinglePages pages{table, taken};
    const bool kept = pages.claim_mean() <= most_for_a_page && pages.free_mean() <= most_for_a_page;
    machine::print_line(kept ? "PASS" : "FAIL", " tables one page, ", fill, ": claimed in ", pages.claim_mean(), " to ",
                        pages.claim_worst(), ", freed in ", pages.free_mean(), " to ", pages.free_worst(),
                        ", of at most ", most_for_a_page, " on average");
    return kept;
}

}  // namespace freehold::bench
