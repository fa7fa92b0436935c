// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace freehold {

/// What the code before this line has already made true. A broken contract is a defect of the memory manager itself, never
/// of a request, and going on could share memory: the machine stops here.
constexpr void expects(bool holds) {
    if (!holds) __builtin_trap();
}

}  // namespace freehold
