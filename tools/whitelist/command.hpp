// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/App.hpp>

namespace freehold::tools {

/// Adds `freehold whitelist`: board descriptions in, a whitelist out.
/// @param status where the command leaves its exit status
void add_whitelist_command(CLI::App& app, int& status);

}  // namespace freehold::tools
