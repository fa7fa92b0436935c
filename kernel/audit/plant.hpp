// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/config.hpp"

namespace freehold::kernel::audit {

/// Called after each trap, before the audit: nothing in a checked kernel. The control kernels plant a fault, to show that the
/// audit finds it; the build chooses the file.
void plant(Memory& memory);

}  // namespace freehold::kernel::audit
