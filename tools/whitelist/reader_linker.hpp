// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads what the `MEMORY` commands of a linker script (GNU ld, lld) say, with the symbols that are set before them.
/// Its names and attributes are all that tells kinds: "ram" or a memory that may be written is RAM, others are storage.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_linker(std::string_view script, const std::string& file);

/// Whether a text has a `MEMORY` command.
[[nodiscard]] bool has_memory_command(std::string_view script);

}  // namespace freehold::tools
