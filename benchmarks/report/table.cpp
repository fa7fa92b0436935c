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

}  // namespace freehold::bench
