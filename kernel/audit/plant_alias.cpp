// SPDX-License-Identifier: Apache-2.0
// A control: init's second page shows its first one's memory, as if a claim had been given out twice.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {

void plant(Memory& memory) {
    static constinit unsigned traps = 0;
    if (++traps != traps_before) return;
    const VirtPage one = first_plain(memory, first_user_pid, Config::layout.user.first());
    const VirtPage other = first_plain(memory, first_user_pid, one + PageCount{1});
    overwrite(memory, first_user_pid, other, memory.entry(first_user_pid, one));
}

}  // namespace freehold::kernel::audit
