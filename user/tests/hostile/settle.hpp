// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/platform.hpp"
#include "user/thread.hpp"
#include "world.hpp"

/// When the rest of the machine stands still: nothing is compared before that.
namespace freehold::user::hostile {

inline bool waits(const Answer& process) {
    return static_cast<abi::ProcessState>(process.value[3] >> 8) == abi::ProcessState::waiting;
}

/// Every other process waits, and none has ended that is not forgotten yet. The kernel is none of them.
inline bool all_is_quiet() {
    constexpr Word kernel = 1;
    for (Word pid = kernel;;) {
        const auto process = query(abi::Query::process, pid);
        if (!process || (pid != kernel && pid != raw(self()) && !waits(*process))) return false;
        if (process->value[4] == 0) return true;
        pid = process->value[4];
    }
}

/// Lets the others go on until all is quiet. Where that never comes about, what they do is told as a change.
inline void settle() {
    for (int turn = 0; turn < 10'000 && !all_is_quiet(); ++turn) yield();
}

}  // namespace freehold::user::hostile
