// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/flat_table.hpp"

namespace freehold::board {

/// The ownership table (R7): an entry a page.
template <const auto& whitelist>
using Table = FlatTable<whitelist>;

}  // namespace freehold::board
