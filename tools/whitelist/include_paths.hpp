// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace freehold::tools {

/// Where the files that a device tree source includes may lie, in the order in which they are looked for: beside the
/// source, in what the user named, and where the trees of Linux and of Zephyr keep them. A tree is known by its
/// layout, and taken where the source lies in it or the user named its top.
[[nodiscard]] std::vector<std::string> include_folders(const std::string& source,
                                                       const std::vector<std::string>& named);

}  // namespace freehold::tools
