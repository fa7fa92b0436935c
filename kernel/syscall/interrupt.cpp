// SPDX-License-Identifier: Apache-2.0
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {

void claim_interrupt(const Call& call) {
    const auto done = call.kernel.interrupts.claim(call.thread, call[1], call[2], call[3]);
    call.answer(done ? Reply{} : Reply{done.error()});
}

void free_interrupt(const Call& call) {
    const auto done = call.kernel.interrupts.release(call.process(), call[1]);
    call.answer(done ? Reply{} : Reply{done.error()});
}

void wait_event(const Call& call) {
    Process& process = call.process();
    if (process.event) {
        process.event = false;
        return call.answer(Reply{});
    }
    call.kernel.scheduler.stop(call.thread, Doing::event);
}

}  // namespace freehold::kernel::syscall
