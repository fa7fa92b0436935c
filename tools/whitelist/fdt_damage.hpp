// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>

namespace freehold::tools {

/// What is wrong with a flattened tree as a whole, and at which node; nothing for a tree that can be walked.
/// @param tree aligned to 8 bytes
[[nodiscard]] std::optional<std::string> damage_of(std::span<const std::byte> tree);

}  // namespace freehold::tools
