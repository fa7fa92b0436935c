// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads a flattened tree as `read_fdt` does, and one of Zephyr's (its merged `zephyr.dts`, known by the `zephyr,`
/// properties of /chosen) as Zephyr means it: `zephyr,sram` and memory regions are RAM, and the flash below its
/// controller lies at the address that it says, though no `ranges` hands it on.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_tree(std::span<const std::byte> tree, const std::string& file);

}  // namespace freehold::tools
