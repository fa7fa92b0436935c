// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/fdt_kind.hpp"

namespace freehold::tools {

/// All of an entry but its range: what the table and the tree make of a node, its interrupts, and what the tree says in the
/// whitelist's own words (`freehold,name` and so on), as `--format dts` writes them.
/// @param held why the node is not ours, whatever it is, or ""
[[nodiscard]] Result<Entry> form_of(const FdtIndex& index, FdtNode node, const std::string& file,
                                    const std::string& held);

}  // namespace freehold::tools
