// SPDX-License-Identifier: Apache-2.0
// A control: a page of init's is in its page table no more and still owned, as if an unmap had forgotten to free it.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {

void plant(Memory& memory) {
    static constinit unsigned traps = 0;
    if (++traps != traps_before) return;
    overwrite(memory, first_user_pid, first_plain(memory, first_user_pid, Config::layout.user.first()), Entry{});
}

}  // namespace freehold::kernel::audit
