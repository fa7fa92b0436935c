// SPDX-License-Identifier: Apache-2.0
#include "kernel/audit.hpp"

namespace freehold::kernel::audit {

const unsigned memory_period = 1;

}  // namespace freehold::kernel::audit
