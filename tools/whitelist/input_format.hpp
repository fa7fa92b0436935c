// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace freehold::tools {

/// What a description is written in.
enum class InputFormat {
    empty,
    unknown,
    tree,    ///< a flattened device tree
    source,  ///< device tree source
    svd,     ///< CMSIS-SVD
    json,    ///< one of several, told apart by their keys (json_board.hpp)
    toml,    ///< chip.toml and memory.toml of Hubris
    linker,  ///< a linker script
    iomem,   ///< /proc/iomem
    e820,    ///< a boot log of an x86 machine
};

/// Tells by the content: a DTB's magic number, `<` of XML, `{` of JSON, the form of the first lines, the commands that
/// only one format has. The name decides for device tree source alone, which may consist of includes.
[[nodiscard]] InputFormat format_of(std::string_view content, std::string_view path);

}  // namespace freehold::tools
