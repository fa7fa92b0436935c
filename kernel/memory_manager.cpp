// SPDX-License-Identifier: Apache-2.0
// The memory manager of this board is compiled here and nowhere else (kernel/config.hpp), for speed: it runs with most calls.
#include "kernel/config.hpp"

namespace freehold {

template class MemoryManager<kernel::Config>;

}  // namespace freehold
