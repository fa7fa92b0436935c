// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// The bytes of a file of at most 64 MiB.
[[nodiscard]] Result<std::vector<std::byte>> read_file(const std::string& path);

/// The same bytes as text.
[[nodiscard]] std::string_view text_of(std::span<const std::byte> bytes);

/// Reads the descriptions of one board. Overlays change the device tree before them, in the order given; of a FIT image the
/// device trees inside are read.
/// @param includes folders of the files that a source includes
[[nodiscard]] Result<Description> read_inputs(std::span<const std::string> paths,
                                              const std::vector<std::string>& includes = {});

/// Reads one description, by the reader for what it is (input_format.hpp).
[[nodiscard]] Result<Description> read_input(const std::string& path, const std::vector<std::string>& includes = {});

}  // namespace freehold::tools
