// SPDX-License-Identifier: Apache-2.0
#include "kernel/events.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {

void claim_interrupt(Call call) { call.answer(call.kernel.interrupts.claim(call.thread, call[1], call[2], call[3])); }

void free_interrupt(Call call) { call.answer(call.kernel.interrupts.release(call.process(), call[1])); }

void wait_event(Call call) {
    if (take_event(call.kernel, call.thread)) call.answer(abi::Tag::ok);
}

}  // namespace freehold::kernel::syscall
