// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Reads the `platform_gen.json` of seL4's build: `memory` is RAM. Its `devices` are all that is neither memory nor the
/// kernel's, so they only say where devices may lie, and are frames.
/// @param file names the input in messages
[[nodiscard]] Result<Description> read_sel4(std::string_view json, const std::string& file);

}  // namespace freehold::tools
