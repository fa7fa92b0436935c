// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "whitelist/fault.hpp"

namespace freehold::tools {

/// Device tree source to a flattened tree, by the `dtc` of the system.
/// @return `malformed` with dtc's own first line where the source is wrong, `file` where dtc cannot be run.
[[nodiscard]] Result<std::vector<std::byte>> compile_tree(const std::string& path);

}  // namespace freehold::tools
