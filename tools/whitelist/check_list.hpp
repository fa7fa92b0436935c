// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Holds a list against that of a running machine: what `--format json` wrote for it, or the lines of its shell's `map`,
/// maybe amid others. Of these a region's rights are not known.
/// @return a line for each difference; none where they agree
[[nodiscard]] Result<std::vector<std::string>> differences(const Listing& listing, std::string_view running,
                                                           const std::string& file);

}  // namespace freehold::tools
