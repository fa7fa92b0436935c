// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "freehold_pools.hpp"

namespace freehold::bench {
namespace {

constexpr auto ours = "freehold";
constexpr auto floor = "hierarchical-bitmap";
constexpr auto manager = "freehold-manager";

std::string cell(const Results& results, Case which) {
    const auto time = results.median(which);
    if (!time) return fmt::format("{:>22}", "-");
    which.allocator = ours;
    const auto base = results.median(which);
    const std::string ratio = base ? fmt::format("{:.2f}x", *time / *base) : "";
    return fmt::format("{:>12.1f} {:>9}", *time, ratio);
}

std::string lines_about_spread(const Results& results) {
    std::vector<std::pair<double, Case>> spreads;
    for (const auto& [which, measure] : results.all()) spreads.emplace_back(measure.spread, which);
    std::ranges::sort(spreads);
    const auto& [worst, where] = spreads.back();
    return fmt::format(
        "Spread of repetitions (standard deviation by mean): median {:.1f} %, worst {:.1f} % ({}/{}/{}/{}).\n",
        100 * spreads[spreads.size() / 2].first, 100 * worst, where.allocator, where.mib, where.scenario,
        where.operation);
}

/// The largest quotient over all sizes and scenarios in which both are measured. A scenario that is named counts alone;
/// where `b` names none, both are of the same.
double worst_ratio(const Results& results, const Case& a, const Case& b) {
    double worst = 0;
    for (const auto& [which, measure] : results.all()) {
        if (which.operation != a.operation || which.allocator != a.allocator) continue;
        if (!a.scenario.empty() && which.scenario != a.scenario) continue;
        const std::string& scenario = b.scenario.empty() ? which.scenario : b.scenario;
        const auto base = results.median({b.operation, scenario, which.mib, b.allocator});
        if (base) worst = std::max(worst, measure.median / *base);
    }
    return worst;
}

double ratio(const Results& results, const Case& a, const Case& b) {
    const auto dividend = results.median(a);
    const auto divisor = results.median(b);
    return dividend && divisor ? *dividend / *divisor : 0;
}

template <std::uint32_t Mib>
constexpr double bits_a_page = 8.0 * sizeof(FlatTable<ram_of<Mib * 256>>) / (Mib * 256);

constexpr double worst_bits() { return std::max({bits_a_page<16>, bits_a_page<1024>, bits_a_page<16384>}); }

/// The cost in the largest memory divided by that in the smallest.
double growth(const Results& results, Case which) {
    which.mib = results.sizes().back();
    const auto large = results.median(which);
    which.mib = results.sizes().front();
    const auto small = results.median(which);
    return large && small ? *large / *small : 0;
}

std::string limit(const std::string& what, double measured, double most) {
    if (measured == 0) return fmt::format("  {:<78} not measured\n", what);
    return fmt::format("  {:<78} {:>6.2f} of {:>5.1f}  {}\n", what, measured, most,
                       measured <= most ? "within" : "short");
}

}  // namespace

std::string table_of(const Results& results) {
    std::string text = fmt::format("{:<14}{:<18}{:>8}", "operation", "scenario", "MiB");
    for (const auto& allocator : results.allocators()) text += fmt::format("{:>22}", allocator);
    std::set<std::tuple<std::string, std::string, unsigned>> rows;
    for (const auto& [which, measure] : results.all()) rows.emplace(which.operation, which.scenario, which.mib);
    for (const auto& [operation, scenario, mib] : rows) {
        text += fmt::format("\n{:<14}{:<18}{:>8}", operation, scenario, mib);
        for (const auto& allocator : results.allocators()) text += cell(results, {operation, scenario, mib, allocator});
    }
    return text + "\n\nNanoseconds of processor time, medians; beside them how many times Freehold's.\n" +
           lines_about_spread(results);
}

std::string limits_of(const Results& results) {
    const auto of = [](const char* operation, const char* scenario = "", const char* who = ours) {
        return Case{operation, scenario, 0, who};
    };
    const unsigned smallest = results.sizes().front();
    const auto one_of_empty = of("one", "empty");
    std::string text = "What was aimed at: the worst of all sizes and fills, as a ratio of medians.\n";
    for (const char* const who : {ours, "freehold-index"})
        text += limit(fmt::format("{}: one page: times the hierarchical bitmap", who),
                      worst_ratio(results, of("one", "", who), of("one", "", floor)), 1.3);
    text += limit("a page freed anywhere, one claimed: times the hierarchical bitmap",
                  worst_ratio(results, of("churn"), of("churn", "", floor)), 1.3);
    text += limit("one page left: times one page of an empty memory",
                  worst_ratio(results, of("one", "one-left"), one_of_empty), 4);
    text += limit("one page through the manager: times the table",
                  worst_ratio(results, of("one", "", manager), of("one")), 3);
    text += limit("64 pages in a row, found and freed: times one page", worst_ratio(results, of("run64"), one_of_empty),
                  15);
    text += limit("64 pages in a row, none to be found, half full: times one page",
                  worst_ratio(results, of("none64", "half-random"), of("one")), 8);
    text += limit("none to be found, half full: largest memory by smallest",
                  growth(results, of("none64", "half-random")), 2);
    text += limit(
        "a page in the last of 64 regions: times a page of RAM",
        ratio(results, {"specific-last", "64-regions", smallest, ours}, {"specific-ram", "64-regions", smallest, ours}),
        2);
    text += limit(
        "owner of an address: times an array behind a search of 8 regions",
        ratio(results, {"owner", "8-regions", smallest, ours}, {"owner", "8-regions", smallest, "array-behind-search"}),
        1.5);
    text += limit("a process with 16 pages ends: times one page (500 ns where one costs 9)",
                  worst_ratio(results, of("end16", "", manager), of("one")), 500.0 / 9);
    text += limit("a process with 16 pages ends: largest memory by smallest",
                  growth(results, {"end16", "half-random", 0, manager}), 1.3);
    return text + limit("bits a page, index for contiguity included: the worst of all sizes", worst_bits(), 10);
}

}  // namespace freehold::bench
