// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace freehold::boot_test {

/// What a check may look at, after the machine has ended.
struct Evidence {
    const std::vector<std::string>& lines;  ///< of the console
    std::filesystem::path board_output;     ///< the board's build folder
};

/// A check finds what no single pattern can say. @return what is wrong, an entry each
using Check = std::vector<std::string> (*)(const Evidence&);

/// The check of this name, or null.
Check find_check(std::string_view name);

}  // namespace freehold::boot_test
