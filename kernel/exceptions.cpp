// SPDX-License-Identifier: Apache-2.0
#include "kernel/exceptions.hpp"

namespace freehold::kernel {

bool raise(Kernel& kernel, Thread& thread, Word cause, Word address) {
    Process& process = *thread.process;
    if (process.exception_pc == VirtAddr{} || process.excepted == &thread || thread.is_handler()) return false;
    if (process.excepted) {
        kernel.scheduler.stop(thread, Doing::fault);
        process.fault_waiters.push_back(thread);
        return true;
    }
    process.excepted = &thread;
    process.before_exception = thread.frame;
    thread.frame.a(0) = cause;
    thread.frame.a(1) = address;
    thread.frame.a(2) = thread.frame.pc;
    thread.frame.ra() = abi::magic::exception_return;
    thread.frame.sp() = process.exception_sp.raw() & ~Word{15};
    thread.frame.pc = process.exception_pc.raw();
    return true;
}

bool resume_from_exception(Kernel& kernel, Thread& thread) {
    Process& process = *thread.process;
    const auto further = static_cast<std::intptr_t>(thread.frame.a(0));
    if (process.excepted != &thread || further < 0) return false;
    thread.frame = process.before_exception;
    thread.frame.pc += static_cast<Word>(further);
    leave_exception(kernel, thread);
    return true;
}

[[gnu::noinline]] void leave_exception(Kernel& kernel, Thread& thread) {
    Process& process = *thread.process;
    if (process.excepted != &thread) return;
    process.excepted = nullptr;
    while (Thread* const waiting = process.fault_waiters.pop_front()) kernel.scheduler.make_ready(*waiting);
}

}  // namespace freehold::kernel
