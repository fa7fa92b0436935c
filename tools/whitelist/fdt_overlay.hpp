// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "whitelist/fault.hpp"

namespace freehold::tools {

/// A flattened tree, and what to call it in messages.
struct TreeFile {
    std::string name;
    std::vector<std::byte> bytes;
};

/// Whether a tree is no board's, but changes to one (`/plugin/`). False for what is damaged.
[[nodiscard]] bool is_overlay(std::span<const std::byte> tree);

/// The base as the overlay changes it, by libfdt; called after both.
/// @return a fault that names the label, the path or else the overlay that does not apply
[[nodiscard]] Result<TreeFile> apply_overlay(const TreeFile& base, const TreeFile& overlay);

}  // namespace freehold::tools
