// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Devices that seem to be seen twice: by two names that differ in a word such as SEC or NS, at addresses that differ in one
/// bit; or at the distances that the makers of a family document, which no file says. One for each family.
[[nodiscard]] std::vector<Twin> twins_of(std::span<const Entry> entries, std::string_view device,
                                         const std::string& file);

}  // namespace freehold::tools
