// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "whitelist/fault.hpp"

namespace freehold::tools {

/// Whether a source has lines that the C preprocessor must read first. A property such as `#address-cells` is none.
[[nodiscard]] bool has_directives(std::string_view source);

/// Runs the C preprocessor on device tree source as the builds of Linux and Zephyr do: without the system's own
/// headers and macros. Lines keep their places, so that what comes after names the file that a person edits.
/// @return the source without directives; `malformed` with the include that is missing and where it was looked for, or
/// with the preprocessor's own first line; `file` where none can be run
[[nodiscard]] Result<std::string> preprocess(const std::string& path, const std::vector<std::string>& folders);

/// One fault for what a preprocessor said.
/// @param messages its standard error
[[nodiscard]] Fault preprocessor_fault(std::string_view messages, const std::string& path,
                                       const std::vector<std::string>& folders);

}  // namespace freehold::tools
