// SPDX-License-Identifier: Apache-2.0
#include "kernel/events.hpp"

namespace freehold::kernel {

void signal_event(Kernel& kernel, Process& process) {
    process.event = true;
    process.each_thread([&](Thread& each) {
        if (each.doing != Doing::event) return;
        process.event = false;
        kernel.scheduler.answer(each, Reply{});
    });
}

bool take_event(Kernel& kernel, Thread& thread) {
    Process& process = *thread.process;
    if (!process.event) return kernel.scheduler.stop(thread, Doing::event), false;
    process.event = false;
    return true;
}

}  // namespace freehold::kernel
