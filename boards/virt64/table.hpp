// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/flat_table.hpp"

namespace freehold::board {

/// The ownership table (R7): 128 MiB of RAM and 64 MiB of flash are ample enough for an entry each.
template <const auto& whitelist>
using Table = FlatTable<whitelist>;

}  // namespace freehold::board
