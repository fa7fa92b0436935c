// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel::audit {

/// Called after each trap, before the audit: nothing in a checked kernel. The control kernel plants a fault, to show that the
/// audit finds it; the build chooses the file.
void plant(Kernel& kernel);

}  // namespace freehold::kernel::audit
