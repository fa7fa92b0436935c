// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "whitelist/svd_peripheral.hpp"

namespace freehold::tools {

/// How far the registers of a peripheral reach from its base, as far as they can be read; nothing where it has none.
/// @param holder the peripheral, or what it derives from, that has the element `registers`
/// @param bits of a register that does not say its size
[[nodiscard]] std::optional<Bytes> reach_of_registers(const SvdElement& holder, Word bits);

}  // namespace freehold::tools
