// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace freehold::tools {

/// What of an overlay must not reach libfdt (1.6.1), which writes to places that `__fixups__` and `__local_fixups__` name
/// without asking whether they are there, and calls itself for each level; "" for one that may.
/// @param overlay a checked tree
[[nodiscard]] std::string broken_fixup(const void* overlay);

}  // namespace freehold::tools
