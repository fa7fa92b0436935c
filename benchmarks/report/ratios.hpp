// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/results.hpp"

/// What a goal compares, as quotients of medians. 0 where something was not measured.
namespace freehold::bench {

/// The largest quotient over all sizes and scenarios in which both are measured. A scenario that is named counts alone;
/// where `b` names none, both are of the same.
[[nodiscard]] double worst_ratio(const Results& results, const Case& a, const Case& b);

[[nodiscard]] double ratio(const Results& results, const Case& a, const Case& b);

/// The worst over all sizes of what `a` takes beyond `less`, which differs in the operation alone, in times of `b`.
[[nodiscard]] double worst_ratio_beyond(const Results& results, const Case& a, const std::string& less, const Case& b);

/// The cost in the largest memory divided by that in the smallest.
[[nodiscard]] double growth(const Results& results, Case which);

/// Pages in a row, ever more of an empty memory, up to all: how far the time of one of them ever rises above what it was in a
/// shorter row, as a quotient. What grows as the number of pages plus a constant stays at 1 or below.
[[nodiscard]] double worst_rise(const Results& results, const std::string& allocator);

}  // namespace freehold::bench
