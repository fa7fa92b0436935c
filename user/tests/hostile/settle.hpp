// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/platform.hpp"
#include "user/thread.hpp"
#include "world.hpp"

/// When the rest of the machine stands still: nothing is compared before that.
namespace freehold::user::hostile {

/// Whether all processes, this one and the kernel aside, are in a state that fits.
inline bool every_other(auto&& fits) {
    constexpr Word kernel = 1;
    for (Word pid = kernel;;) {
        const auto process = query(abi::Query::process, pid);
        if (!process) return false;  // it is gone, and whose turn is next is not known
        const bool other = pid != kernel && pid != raw(self());
        if (other && !fits(static_cast<abi::ProcessState>(process->value[3] >> 8))) return false;
        pid = process->value[4];
        if (pid == 0) return true;
    }
}

/// Everybody alive waits.
inline bool others_wait() {
    return every_other(
        [](auto state) { return state == abi::ProcessState::waiting || state == abi::ProcessState::ended; });
}

/// Everybody waits, and the ended are forgotten.
inline bool all_is_quiet() {
    return every_other([](auto state) { return state == abi::ProcessState::waiting; });
}

/// Lets the others go on until it is so. Where that never comes about, what they do is told as a change.
inline void settle(bool (&still)() = all_is_quiet) {
    for (int turn = 0; turn < 2000 && !still(); ++turn) yield();
}

}  // namespace freehold::user::hostile
