// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads the memory map of an x86 machine's firmware as Linux prints it while it boots: the lines of a log with
/// `BIOS-e820:`, as kernels since 3.6 write them (`[mem 0x0-0x9fbff] usable`) or those before (`0 - 9fc00 (usable)`).
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_e820(std::string_view log, const std::string& file);

/// Whether a text has such a line.
[[nodiscard]] bool has_e820_line(std::string_view log);

}  // namespace freehold::tools
