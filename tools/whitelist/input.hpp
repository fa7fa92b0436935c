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

/// Reads the descriptions of one board. Overlays change the device tree before them, in the order given; of a FIT image the
/// device trees inside are read.
[[nodiscard]] Result<Description> read_inputs(std::span<const std::string> paths);

/// Reads one description. What it is shows in its first bytes (a DTB's magic number, `<` of XML, `{` of JSON);
/// everything else, and what is called `.dts`, `.dtsi`, `.dtso` or `.its`, is device tree source.
[[nodiscard]] Result<Description> read_input(const std::string& path);

}  // namespace freehold::tools
