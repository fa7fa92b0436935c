// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/entry.hpp"
#include "whitelist/fdt_bus.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {

/// The entries of `/memreserve/`. They end with one of address and size 0; one of size 0 alone is only odd.
void read_memreserve(std::span<const std::byte> tree, const std::string& file, Description& into);

/// What a boot loader leaves in RAM for the system that it starts, as `/chosen` says: the initial RAM disk and the core
/// of a crashed system.
void read_chosen(FdtNode chosen, const FdtBus& root, const std::string& file, Description& into);

/// Leaves of RAM what `linux,usable-memory-range` of `/chosen` allows.
void limit_ram(FdtNode chosen, const FdtBus& root, const std::string& file, Description& into);

/// A node below /reserved-memory that says how much it wants, not where.
void warn_unplaced(FdtNode node, const FdtBus& bus, const std::string& where, Description& into);

}  // namespace freehold::tools
