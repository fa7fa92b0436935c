// SPDX-License-Identifier: Apache-2.0
#include "report/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

namespace freehold::bench {
namespace {

constexpr auto ours = "freehold";
constexpr auto floor = "hierarchical-bitmap";

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

/// The largest quotient over all sizes and scenarios in which both are measured. Of `a` and `b`, operation and
/// allocator count.
double worst_ratio(const Results& results, const Case& a, const Case& b) {
    double worst = 0;
    for (const auto& [which, measure] : results.all()) {
        if (which.operation != a.operation || which.allocator != a.allocator) continue;
        const std::string& scenario = b.scenario.empty() ? which.scenario : b.scenario;
        const auto base = results.median({b.operation, scenario, which.mib, b.allocator});
        if (base) worst = std::max(worst, measure.median / *base);
    }
    return worst;
}

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
    return fmt::format("  {:<78} {:>6.2f} of {:>5.1f}  {}\n", what, measured, most, measured <= most ? "met" : "OVER");
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
    std::string text;
    for (const std::string who : {"freehold", "freehold-index"}) {
        const auto of = [&](const char* operation, const char* scenario = "") {
            return Case{operation, scenario, 0, who};
        };
        text += who + (who == ours ? " (the table, Permit and Claim included)\n"
                                   : " (owner's byte and index, nothing around them)\n");
        text += limit("one page, claim and free: times the hierarchical bitmap",
                      worst_ratio(results, of("one"), {"one", "", 0, floor}), 1.3);
        text += limit("a page freed anywhere, one claimed: times the hierarchical bitmap",
                      worst_ratio(results, of("churn"), {"churn", "", 0, floor}), 1.3);
        text += limit("one page left: times an empty memory",
                      std::max(growth(results, of("one", "one-left")), 1.0) *
                          results.median({"one", "one-left", results.sizes().front(), who}).value_or(0) /
                          results.median({"one", "empty", results.sizes().front(), who}).value_or(1),
                      4);
        text += limit("64 pages in a row, found and freed: times one page of an empty memory",
                      worst_ratio(results, of("run64"), of("one", "empty")), 15);
        text += limit("64 pages in a row, none to be found: times one page of an empty memory",
                      worst_ratio(results, of("none64"), of("one", "empty")), 8);
        text += limit("none to be found, half full at random: largest memory by smallest",
                      growth(results, of("none64", "half-random")), 2);
    }
    return text;
}

}  // namespace freehold::bench
