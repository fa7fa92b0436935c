// SPDX-License-Identifier: Apache-2.0
// A control: a page of init's stands in another process' page table, as if a check of the owner were missing.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {

void plant(Memory& memory) {
    static constinit unsigned traps = 0;
    if (++traps != traps_before) return;
    const XousPid thief{static_cast<std::uint8_t>(first_user_pid.raw() + 1)};
    const VirtPage from = Config::layout.user.first();
    overwrite(memory, thief, first_plain(memory, thief, from),
              memory.entry(first_user_pid, first_plain(memory, first_user_pid, from)));
}

}  // namespace freehold::kernel::audit
