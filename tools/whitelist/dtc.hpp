// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "whitelist/fault.hpp"

namespace freehold::tools {

/// Device tree source to a flattened tree, by the C preprocessor where it has directives (preprocess.hpp), and by the
/// `dtc` of the system.
/// @param includes folders of included files, for both
/// @return `malformed` with the first line of what either says where the source is wrong, `file` where it cannot be run.
[[nodiscard]] Result<std::vector<std::byte>> compile_tree(const std::string& path,
                                                          const std::vector<std::string>& includes = {});

}  // namespace freehold::tools
