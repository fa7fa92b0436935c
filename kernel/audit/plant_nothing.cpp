// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit/plant.hpp"

namespace freehold::kernel::audit {

void plant(Kernel&) {}

}  // namespace freehold::kernel::audit
