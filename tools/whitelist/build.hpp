// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Entries in any order, overlapping in any way, to regions that are ascending, disjoint, page-granular and named
/// apart; and the lints on the way there.
[[nodiscard]] Listing build(std::vector<Entry> entries, std::vector<Mirror> mirrors, AddressBits bits);

}  // namespace freehold::tools
