// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/fdt_overlay.hpp"

namespace freehold::tools {

/// Whether a tree is a FIT image: a boot loader's archive in the form of a tree. False for what is damaged.
[[nodiscard]] bool is_image(std::span<const std::byte> tree);

/// The device trees in a FIT image that its default configuration names, the base first and then its overlays; without
/// configurations, the only one there is.
/// @return a fault that says what the image holds, where none can be had
[[nodiscard]] Result<std::vector<TreeFile>> trees_in(const TreeFile& image);

}  // namespace freehold::tools
