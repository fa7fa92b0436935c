// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads the /proc/iomem of a running Linux, as its root sees it: what the machine has, not what drivers do with it.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_iomem(std::string_view text, const std::string& file);

/// Whether a text starts as that file does.
[[nodiscard]] bool is_iomem(std::string_view text);

}  // namespace freehold::tools
