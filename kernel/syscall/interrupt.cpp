// SPDX-License-Identifier: Apache-2.0
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {

Answer claim_interrupt(const Call& call) {
    const auto done = call.kernel.interrupts.claim(call.thread, call[1], call[2], call[3]);
    return done ? Reply{} : Reply{done.error()};
}

Answer free_interrupt(const Call& call) {
    const auto done = call.kernel.interrupts.release(call.process(), call[1]);
    return done ? Reply{} : Reply{done.error()};
}

Answer wait_event(const Call& call) {
    Process& process = call.process();
    if (process.event) {
        process.event = false;
        return Reply{};
    }
    call.kernel.scheduler.stop(call.thread, Doing::event);
    return std::nullopt;
}

}  // namespace freehold::kernel::syscall
