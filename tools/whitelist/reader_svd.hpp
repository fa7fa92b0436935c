// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads a CMSIS-SVD file (schema 1.1 to 1.3): the address blocks of its peripherals, and the `memoryRegions` that
/// LiteX adds as a vendor extension.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_svd(std::string_view xml, const std::string& file);

}  // namespace freehold::tools
