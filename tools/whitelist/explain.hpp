// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "whitelist/story.hpp"

namespace freehold::tools {

/// Tells for people how one place came to be what it is in the list: which items of which inputs lie there, which rule
/// or fact decided, what else has its pages, and what is to be said of it.
/// @param query an address, or the name of a region, a name or an item of the inputs
/// @return a fault of the command line where nothing has that name
[[nodiscard]] Result<std::string> explain(const Board& board, const std::string& query);

}  // namespace freehold::tools
