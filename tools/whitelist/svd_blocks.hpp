// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "whitelist/hardware.hpp"
#include "whitelist/svd_peripheral.hpp"

namespace freehold::tools {

/// A block of a peripheral, from its base.
struct SvdBlock {
    Word offset;
    Word size;
    std::string where;
    bool reserved = false;
};

/// Where a peripheral is, and how large a register is that does not say so.
struct SvdPlace {
    PhysAddr base;
    Word register_bits;
};

/// The blocks that say what is there. A gap that is said to be reserved is nobody's, where there are others. Without a block
/// the registers say how far it reaches, or else it is its page.
/// @param lints takes what of it a person should know
[[nodiscard]] Result<std::vector<SvdBlock>> blocks_of(const SvdElement& element, const SvdPeripherals& peripherals,
                                                      SvdPlace place, std::vector<Fault>& lints);

/// The interrupts that a peripheral says are its own. What it derives from has others.
[[nodiscard]] std::vector<InterruptLine> interrupts_of(const SvdElement& element);

}  // namespace freehold::tools
