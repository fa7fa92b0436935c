// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/fdt_index.hpp"
#include "whitelist/hardware.hpp"

namespace freehold::tools {

/// The interrupts that a node raises, by `interrupts-extended` or `interrupts` (Devicetree Specification 0.4, 2.4). A
/// controller that is only a way to others (`interrupt-map`) is named itself. What does not hold together is left out.
[[nodiscard]] std::vector<InterruptLine> interrupts_of(const FdtIndex& index, FdtNode node);

/// Whether it is the controller that the interrupts of the machine come to: the root node names it as everybody's, it
/// raises interrupts at the CPUs, or at nobody.
[[nodiscard]] bool is_interrupt_root(const FdtIndex& index, FdtNode node);

}  // namespace freehold::tools
