// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <cstdio>
#include <exception>
#include <fstream>

#include "report/limits.hpp"
#include "report/plot.hpp"
#include "report/table.hpp"

/// Prints what a run of the benchmarks measured, and draws it.
int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: {} RESULTS.json PLOT.svg\n", argv[0]);
        return 2;
    }
    try {
        const auto results = freehold::bench::Results::read(argv[1]);
        fmt::print("{}\n{}", table_of(results), limits_of(results));
        std::ofstream plot{argv[2]};
        if (!(plot << plot_of(results)).flush())
            throw std::runtime_error{fmt::format("{}: cannot be written", argv[2])};
    } catch (const std::exception& wrong) {
        fmt::print(stderr, "{}: {}\n", argv[0], wrong.what());
        return 1;
    }
}
