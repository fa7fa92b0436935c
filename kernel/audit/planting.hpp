// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/audit/plant.hpp"

namespace freehold::kernel::audit {

/// After this many traps all servers run.
inline constexpr unsigned traps_before = 100;

/// The first page of a process that it owns and can touch, at or after `from`.
inline VirtPage first_plain(Memory& memory, XousPid pid, VirtPage from) {
    while (memory.entry(pid, from).use != Use::plain) from = from + PageCount{1};
    return from;
}

/// Writes an entry into a page table past the manager: a copy of the translation leads to the same page tables.
inline void overwrite(Memory& memory, XousPid pid, VirtPage at, Entry entry) {
    auto translation = memory.process(pid).space.translation();
    translation.update(memory.machine(), VirtPages{at, PageCount{1}}, [&](VirtPage, Entry) { return entry; });
}

}  // namespace freehold::kernel::audit
