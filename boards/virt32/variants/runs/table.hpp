// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/run_table.hpp"

namespace freehold::board {

/// The other ownership table (R7), as if memory were scarce: half the bytes of an entry each. A small program has 7 runs: its own
/// pages in two or three, and one for each page table and context.
template <const auto& whitelist>
using Table = RunTable<whitelist, RunBudget{62, 32, 16}>;

}  // namespace freehold::board
