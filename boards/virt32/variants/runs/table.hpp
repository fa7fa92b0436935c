// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/run_table.hpp"

namespace freehold::board {

/// The other ownership table (R7), as if memory were scarce: half the bytes of an entry each. A process of the boot image has a run for
/// its code, its data, its heap and each stack, and for each page table and context: about 15 at rest.
template <const auto& whitelist>
using Table = RunTable<whitelist, RunBudget{62, 32, 16}>;

}  // namespace freehold::board
