// SPDX-License-Identifier: Apache-2.0
#include "report/results.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <ranges>
#include <set>
#include <stdexcept>
#include <utility>

namespace freehold::bench {
namespace {

/// @throws std::runtime_error for a name that does not have the four parts
Case case_of(const std::string& name) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(name, '/')) parts.emplace_back(part.begin(), part.end());
    Case which;
    const bool four = parts.size() == 4;
    const char* const end = four ? parts[1].data() + parts[1].size() : nullptr;
    if (!four || std::from_chars(parts[1].data(), end, which.mib).ptr != end)
        throw std::runtime_error{"'" + name + "' is not allocator/MiB/scenario/operation"};
    which.allocator = parts[0];
    which.scenario = parts[2];
    which.operation = parts[3];
    return which;
}

double nanoseconds(const nlohmann::json& entry) {
    const double time = entry.at("cpu_time").get<double>();
    const auto unit = entry.value("time_unit", "ns");
    return unit == "us" ? time * 1e3 : unit == "ms" ? time * 1e6 : unit == "s" ? time * 1e9 : time;
}

}  // namespace

Results Results::read(const std::string& path) {
    std::ifstream file{path};
    if (!file) throw std::runtime_error{path + ": cannot be opened"};
    Results results;
    try {
        for (const auto& entry : nlohmann::json::parse(file).at("benchmarks")) {
            if (entry.value("error_occurred", false))
                throw std::runtime_error{entry.at("run_name").get<std::string>() + ": " +
                                         entry.value("error_message", "")};
            const auto aggregate = entry.value("aggregate_name", "");
            if (aggregate != "median" && aggregate != "cv") continue;
            const Case which = case_of(entry.at("run_name").get<std::string>());
            Measure& measure = results.measures_[which];
            if (aggregate == "median") measure.median = nanoseconds(entry);
            else measure.spread = entry.at("cpu_time").get<double>();
            if (std::ranges::find(results.allocators_, which.allocator) == results.allocators_.end())
                results.allocators_.push_back(which.allocator);
        }
    } catch (const std::exception& wrong) { throw std::runtime_error{path + ": " + wrong.what()}; }
    std::ranges::sort(results.allocators_, {},
                      [](const std::string& name) { return std::pair{!name.starts_with("freehold"), name}; });
    if (results.measures_.empty()) throw std::runtime_error{path + ": holds no medians; were repetitions asked for?"};
    return results;
}

std::optional<double> Results::median(const Case& wanted) const {
    const auto found = measures_.find(wanted);
    if (found == measures_.end()) return {};
    return found->second.median;
}

std::vector<unsigned> Results::sizes() const {
    std::set<unsigned> sizes;
    for (const auto& [which, measure] : measures_) sizes.insert(which.mib);
    return {sizes.begin(), sizes.end()};
}

}  // namespace freehold::bench
