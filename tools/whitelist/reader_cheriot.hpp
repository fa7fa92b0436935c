// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads a board description of CHERIoT RTOS: `devices` by name, `instruction_memory`, `data_memory` and what `heap` has
/// beyond them. Its numbers are hexadecimal as C writes them, which JSON has not.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_cheriot(std::string_view json, const std::string& file);

/// The same text with the numbers that C alone can write as JSON writes them, in place: lines stay what they are.
/// What fits no 64 bits stays as it is, for the parser to refuse.
[[nodiscard]] std::string plain_numbers(std::string_view json);

}  // namespace freehold::tools
