// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "freehold/region.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {

/// What a tree says about kinds in places other than the node itself.
struct FdtReferences {
    std::set<std::uint32_t> power_off;  ///< phandles of the system controllers that power off or reset the machine
};

/// Whether the node describes memory.
[[nodiscard]] bool is_memory(FdtNode node);

/// Whether the node is a plain bus, whose own registers, if it has any, are the window that its children lie in.
[[nodiscard]] bool is_plain_bus(FdtNode node);

/// Whether the node resets the machine or powers it off by writing to a system controller.
[[nodiscard]] bool is_power_control(FdtNode node);

/// The kind of a node's registers where no fact says otherwise. Reserved is what could break the isolation or the
/// machine if a process owned it: interrupt controllers and timers of the kernel, what does DMA at a command without
/// an IOMMU driver (fw-cfg, the configuration space of PCI), IOMMUs, and the power switch.
[[nodiscard]] Kind kind_of(FdtNode node, const FdtReferences& references);

}  // namespace freehold::tools
