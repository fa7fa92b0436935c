// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// The bytes of a file of at most 64 MiB.
[[nodiscard]] Result<std::vector<std::byte>> read_file(const std::string& path);

/// The same bytes as text.
[[nodiscard]] std::string_view text_of(std::span<const std::byte> bytes);

/// Reads one description. What it is shows in its first bytes (a DTB's magic number, `<` of XML, `{` of JSON);
/// everything else, and what is called `.dts` or `.dtsi`, is device tree source.
[[nodiscard]] Result<Description> read_input(const std::string& path);

}  // namespace freehold::tools
