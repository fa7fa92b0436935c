// SPDX-License-Identifier: Apache-2.0
#include "kernel/events.hpp"

namespace freehold::kernel {

void signal_event(Kernel& kernel, Process& process) {
    process.event = process.event_waiters.empty();
    while (Thread* const each = process.event_waiters.pop_front()) kernel.scheduler.answer(*each, Reply{});
}

bool take_event(Kernel& kernel, Thread& thread) {
    Process& process = *thread.process;
    if (!process.event) {
        kernel.scheduler.stop(thread, Doing::event);
        process.event_waiters.push_back(thread);
        return false;
    }
    process.event = false;
    return true;
}

}  // namespace freehold::kernel
