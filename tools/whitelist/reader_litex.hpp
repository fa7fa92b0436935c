// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads the `csr.json` that LiteX writes for a system: its `memories`, and its `csr_bases` in place of the memory
/// region that holds them.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_litex(std::string_view json, const std::string& file);

}  // namespace freehold::tools
