// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/errno_name.hpp"
#include "user/format.hpp"
#include "user/process.hpp"

namespace freehold::user {

/// Says how a process ended: "exit code 3", "killed", "load page fault at 0x00000000".
inline void put_ending(Sink& sink, const Ending& ending) {
    switch (ending.cause) {
        case abi::Cause::exit: return format(sink, "exit code {}", {ending.code});
        case abi::Cause::killed: return sink.put("killed");
        case abi::Cause::guard:
            return format(sink, "{} at {}, a guard page (has a stack overflowed?)",
                          {fault_name(ending.code), address(ending.address)});
        case abi::Cause::fault: return format(sink, "{} at {}", {fault_name(ending.code), address(ending.address)});
    }
    format(sink, "for a reason this program does not know ({})", {static_cast<Word>(ending.cause)});
}

/// Says why a program cannot be started: "OutOfMemory", "InvalidCoding: it is for another machine (byte 18)".
inline void put_refusal(Sink& sink, const SpawnRefusal& refusal) {
    sink.put(errno_name(refusal.error));
    if (refusal.problem != abi::LoadProblem::none)
        format(sink, ": {} (byte {})", {problem_name(refusal.problem), refusal.byte});
}

}  // namespace freehold::user
