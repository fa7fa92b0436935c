// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads what Hubris says of a chip: the peripherals of a `chip.toml`, which are tables, and the memories of a
/// `memory.toml`, which are lists of tables. One file may have both.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_hubris(std::string_view toml, const std::string& file);

}  // namespace freehold::tools
