// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/results.hpp"

namespace freehold::bench {

/// An SVG of cost against size of memory, both in powers of ten, a panel an operation and a line an allocator.
[[nodiscard]] std::string plot_of(const Results& results);

}  // namespace freehold::bench
