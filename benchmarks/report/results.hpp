// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace freehold::bench {

/// What a benchmark measured, taken apart from its name allocator/MiB/scenario/operation.
struct Case {
    std::string operation;
    std::string scenario;
    unsigned mib = 0;
    std::string allocator;

    auto operator<=>(const Case&) const = default;
};

/// Over the repetitions of one benchmark.
struct Measure {
    double median = 0;  ///< nanoseconds an iteration, of processor time
    double spread = 0;  ///< standard deviation divided by mean
};

/// All that one run of the benchmarks measured.
class Results {
public:
    /// Reads the JSON that Google Benchmark writes when it reports aggregates.
    /// @throws std::runtime_error that names the file and what is wrong with it
    static Results read(const std::string& path);

    [[nodiscard]] const std::map<Case, Measure>& all() const { return measures_; }
    [[nodiscard]] std::optional<double> median(const Case& wanted) const;
    /// Freehold first, the others by name.
    [[nodiscard]] const std::vector<std::string>& allocators() const { return allocators_; }
    [[nodiscard]] std::vector<unsigned> sizes() const;

private:
    std::map<Case, Measure> measures_;
    std::vector<std::string> allocators_;
};

}  // namespace freehold::bench
