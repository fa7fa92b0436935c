// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads a flattened device tree (DTB, versions 2 to 17) that nobody vouches for.
/// @param file names the input in messages
/// @return the ranges of memory, reservations and registers that are memory mapped and not disabled; the first fault
/// of a tree that is malformed.
[[nodiscard]] Result<Description> read_fdt(std::span<const std::byte> tree, const std::string& file);

}  // namespace freehold::tools
