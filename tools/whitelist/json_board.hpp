// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads a description in JSON by the reader whose keys it has: LiteX, CHERIoT or seL4.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_json_board(std::string_view json, const std::string& file);

}  // namespace freehold::tools
