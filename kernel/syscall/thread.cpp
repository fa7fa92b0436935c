// SPDX-License-Identifier: Apache-2.0
#include "kernel/threads.hpp"

#include "kernel/lifecycle.hpp"
#include "kernel/power_off.hpp"
#include "kernel/syscall/syscall.hpp"

namespace freehold::kernel::syscall {

void create_thread(Call call) {
    const ThreadRequest request{
        VirtAddr{call[1]}, VirtAddr{call[2]}, Bytes{call[3]}, {call[4], call[5], call[6], call[7]}};
    const auto thread = kernel::create_thread(call.kernel, call.process(), request);
    if (!thread) return call.answer(thread.error());
    call.kernel.scheduler.make_ready(**thread);
    call.answer(abi::Tag::thread_id, Word{(*thread)->tid});
}

void join_thread(Call call) { join(call.kernel, call.thread, call[1]); }

void yield(Call call) {
    call.answer(abi::Tag::ok);
    call.kernel.scheduler.yield();
}

void set_exception_handler(Call call) {
    call.process().exception_pc = VirtAddr{call[1]};
    call.process().exception_sp = VirtAddr{call[2]};
    call.answer(abi::Tag::ok);
}

void create_process(Call call) {
    if (!call.process().may(abi::power::spawn)) return call.answer(abi::Errno::access_denied);
    const auto made = kernel::create_process(
        call.kernel, call.process(),
        {VirtAddr{call[1]}, Bytes{call[2]}, VirtAddr{call[3]}, Bytes{call[4]}, VirtAddr{call[5]}, VirtAddr{call[6]}});
    if (!made) return call.answer(made.error());
    call.answer(abi::Tag::new_process, Word{made->pid.raw()}, made->connection);
}

void terminate_process(Call call) { end(call.kernel, call.process(), abi::Cause::exit, call[1], 0); }

void shutdown(Call call) {
    if (!call.process().may(abi::power::shutdown)) return call.answer(abi::Errno::access_denied);
    power_off(Outcome::clean);
}

}  // namespace freehold::kernel::syscall
