// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/console.hpp"
#include "kernel/power_off.hpp"
#include "kernel/process.hpp"

namespace freehold::kernel::audit {

/// What a rule is about: a process, or one of its threads, servers, connections...
struct Subject {
    XousPid pid;
    const char* part = nullptr;
    Word number = 0;
};

/// The start of a line that says what is wrong.
inline void name(const Subject& subject) {
    console::print("kernel audit: pid ", Word{subject.pid.raw()});
    if (subject.part) console::print(", ", subject.part, " ", subject.number);
}

/// A rule does not hold: one line says which, and of what, and the machine ends.
[[noreturn, gnu::noinline]] inline void stop(const Subject& subject, const auto&... what) {
    name(subject);
    console::print(": ", what..., "\n");
    power_off(Outcome::failure);
}

inline void require(bool holds, const Subject& subject, const auto&... otherwise) {
    if (!holds) [[unlikely]]
        stop(subject, otherwise...);
}

inline Subject subject(const Process& process) { return {process.pid}; }
inline Subject subject(const Process& process, const Server& server) {
    return {process.pid, "server", static_cast<Word>(&server - process.servers)};
}

}  // namespace freehold::kernel::audit
