// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "whitelist/guess.hpp"

namespace freehold::tools {

/// What Linux means by the name of a resource in /proc/iomem.
struct IomemKind {
    enum class Use {
        list,    ///< as `guess` says; what lies in it is part of it
        window,  ///< addresses that devices below it may take; they are listed, not it
        skip,    ///< nothing of the machine's: the running kernel's own use of it, or a filler
    };
    Use use;
    Guess guess;
};

[[nodiscard]] IomemKind iomem_kind(std::string_view name);

}  // namespace freehold::tools
