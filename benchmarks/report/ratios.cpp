// SPDX-License-Identifier: Apache-2.0
#include "report/ratios.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

namespace freehold::bench {
namespace {

/// How many pages a benchmark claims in a row; 0 where it does something else.
unsigned pages_in_a_row(const Case& which) {
    if (which.operation == "run-all") return which.mib * 256;
    if (!which.operation.starts_with("run")) return 0;
    unsigned pages = 0;
    std::from_chars(which.operation.data() + 3, which.operation.data() + which.operation.size(), pages);
    return pages;
}

/// How far the time of a page lies above the least at a smaller length.
double worst_rise(const std::map<unsigned, double>& time_of) {
    double worst = 0;
    double least = std::numeric_limits<double>::infinity();
    for (const auto& [pages, time] : time_of) {
        worst = std::max(worst, time / pages / least);
        least = std::min(least, time / pages);
    }
    return worst;
}

}  // namespace

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

double worst_ratio_beyond(const Results& results, const Case& a, const std::string& less, const Case& b) {
    double worst = 0;
    for (const unsigned mib : results.sizes()) {
        const auto whole = results.median({a.operation, a.scenario, mib, a.allocator});
        const auto part = results.median({less, a.scenario, mib, a.allocator});
        const auto base = results.median({b.operation, b.scenario, mib, b.allocator});
        if (whole && part && base) worst = std::max(worst, (*whole - *part) / *base);
    }
    return worst;
}

double growth(const Results& results, Case which) {
    which.mib = results.sizes().back();
    const auto large = results.median(which);
    which.mib = results.sizes().front();
    const auto small = results.median(which);
    return large && small ? *large / *small : 0;
}

double worst_rise(const Results& results, const std::string& allocator) {
    std::map<unsigned, std::map<unsigned, double>> time_of;
    for (const auto& [which, measure] : results.all())
        if (which.allocator == allocator && which.scenario == "empty" && pages_in_a_row(which) != 0)
            time_of[which.mib][pages_in_a_row(which)] = measure.median;
    double worst = 0;
    for (const auto& [mib, times] : time_of) worst = std::max(worst, worst_rise(times));
    return worst;
}

}  // namespace freehold::bench
