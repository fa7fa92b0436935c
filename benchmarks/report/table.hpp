// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/results.hpp"

namespace freehold::bench {

/// A row for each operation, scenario and size; a column for each allocator, with nanoseconds and the ratio to
/// Freehold's table (`2.0x` takes twice its time).
[[nodiscard]] std::string table_of(const Results& results);

}  // namespace freehold::bench
