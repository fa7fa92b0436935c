// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/results.hpp"

namespace freehold::bench {

/// What was aimed at, each with the worst that was measured: `within` or `short`.
[[nodiscard]] std::string limits_of(const Results& results);

}  // namespace freehold::bench
