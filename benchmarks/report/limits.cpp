// SPDX-License-Identifier: Apache-2.0
#include "report/limits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "freehold_pools.hpp"
#include "report/ratios.hpp"

namespace freehold::bench {
namespace {

constexpr auto ours = "freehold";
constexpr auto floor = "hierarchical-bitmap";
constexpr auto manager = "freehold-manager";

Case of(const char* operation, const char* scenario = "", const char* who = ours) {
    return {operation, scenario, 0, who};
}

std::string limit(const std::string& what, double measured, double most) {
    if (measured == 0) return fmt::format("  {:<88} not measured\n", what);
    return fmt::format("  {:<88} {:>6.2f} of {:>5.2f}  {}\n", what, measured, most,
                       measured <= most ? "within" : "short");
}

std::string single_pages(const Results& results) {
    std::string text;
    for (const char* const who : {ours, "freehold-singles", "freehold-index"})
        text += limit(fmt::format("{}: one page: times the hierarchical bitmap", who),
                      worst_ratio(results, of("one", "", who), of("one", "", floor)), 1.3);
    return text +
           limit("a page freed anywhere, one claimed: times the hierarchical bitmap",
                 worst_ratio(results, of("churn"), of("churn", "", floor)), 2) +
           limit("one page left: times one page of an empty memory",
                 worst_ratio(results, of("one", "one-left"), of("one", "empty")), 4) +
           limit("one page through the manager: times the table",
                 worst_ratio(results, of("one", "", manager), of("one")), 3);
}

std::string rows_of_pages(const Results& results) {
    return limit("64 pages in a row, found and freed: times one page",
                 worst_ratio(results, of("run64"), of("one", "empty")), 15) +
           limit("64 pages in a row, none to be found, half full: times one page",
                 worst_ratio(results, of("none64", "half-random"), of("one")), 8) +
           limit("none to be found, half full: largest memory by smallest",
                 growth(results, of("none64", "half-random")), 2) +
           limit("n in a row up to all of RAM, as n/64 and a constant: a page by one of fewer in a row",
                 worst_rise(results, ours), 1.25);
}

std::string lookups(const Results& results) {
    const unsigned mib = results.sizes().front();
    return limit("a page in the last of 64 regions: times a page of RAM",
                 ratio(results, {"specific-last", "64-regions", mib, ours}, {"specific-ram", "64-regions", mib, ours}),
                 2) +
           limit("owner of an address: times an array behind a search of 8 regions",
                 ratio(results, {"owner", "8-regions", mib, ours}, {"owner", "8-regions", mib, "array-behind-search"}),
                 1.5);
}

/// Of a process with 16 pages, which lie wherever the pool had some. What does not depend on their number, such as its page tables,
/// the end of a process with one page has too: the other 15 may cost as much as 15/16 of 24 pages that are claimed and freed.
std::string ends(const Results& results) {
    const Case end = of("end16", "half-random", manager);
    return limit("a process with 16 pages ends: times one page (500 ns where one costs 9)",
                 worst_ratio(results, end, of("one")), 500.0 / 9) +
           limit("15 of the pages, beyond the end of a process with one: times one page",
                 worst_ratio_beyond(results, end, "end1", of("one", "half-random")), 24.0 * 15 / 16) +
           limit("a process with 16 pages ends: largest memory by smallest", growth(results, end), 1.3);
}

template <template <std::uint32_t> class Owners>
constexpr double worst_bits() {
    constexpr auto bits = []<std::uint32_t Mib>() { return 8.0 * sizeof(Owners<Mib * 256>) / (Mib * 256); };
    return std::max(
        {bits.template operator()<16>(), bits.template operator()<1024>(), bits.template operator()<16384>()});
}

template <std::uint32_t Pages>
using RunsToo = FlatTable<ram_of<Pages>>;

}  // namespace

std::string limits_of(const Results& results) {
    return "What was aimed at: the worst of all sizes and fills, as a ratio of medians.\n" + single_pages(results) +
           rows_of_pages(results) + lookups(results) + ends(results) +
           limit("bits a page, single pages only: the worst of all sizes", worst_bits<SingleTable>(), 9.2) +
           limit("bits a page, index for contiguity included: the worst of all sizes", worst_bits<RunsToo>(), 10);
}

}  // namespace freehold::bench
