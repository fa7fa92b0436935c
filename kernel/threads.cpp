// SPDX-License-Identifier: Apache-2.0
#include "kernel/threads.hpp"

#include "kernel/errors.hpp"
#include "kernel/exceptions.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/messages.hpp"

namespace freehold::kernel {
namespace {

/// A free slot, its page claimed when it is first needed.
std::expected<Thread*, abi::Errno> take_slot(Kernel& kernel, Process& process) {
    for (Word tid = 1; tid <= abi::threads_per_process; ++tid) {
        if (!process.thread(tid)) {
            const auto page = kernel.memory.claim_context(process.pid);
            if (!page) return std::unexpected{number_of(page.error())};
            process.further[(tid - 1 - threads_in_first_page) / threads_per_page] = seen<Thread>(*page);
        }
        Thread* const slot = process.thread(tid);
        if (slot->doing != Doing::nothing) continue;
        *slot = {};
        slot->process = &process;
        slot->tid = static_cast<std::uint8_t>(tid);
        return slot;
    }
    return std::unexpected{abi::Errno::thread_not_available};
}

/// Visits the threads whose stacks share a byte with the range, which neither wraps nor is empty.
void each_on(Process& process, VirtAddr base, Bytes size, auto&& visit) {
    const Word begin = base.raw(), last = begin + (size.raw() - 1);
    unsigned left = process.live_threads;  // most processes have few: no look at the slots behind the last
    for (Word tid = 1; left > 0 && tid <= abi::threads_per_process; ++tid) {
        Thread* const each = process.thread(tid);
        if (!each || each->doing == Doing::nothing || each->doing == Doing::gone) continue;
        --left;
        const Word other = each->stack_base.raw();
        const Word bytes = each->stack_size.raw();
        if (bytes != 0 && begin <= other + (bytes - 1) && other <= last) visit(*each);
    }
}

bool stack_in_use(Process& process, const ThreadRequest& request) {
    bool taken = false;
    each_on(process, request.stack_base, request.stack_size, [&](const Thread&) { taken = true; });
    return taken;
}

}  // namespace

std::expected<Thread*, abi::Errno> create_thread(Kernel& kernel, Process& process, const ThreadRequest& request) {
    const auto stack = kernel.memory.validate_stack(process.pid, request.stack_base, request.stack_size);
    if (!stack) return std::unexpected{number_of(stack.error())};
    if (stack_in_use(process, request)) return std::unexpected{abi::Errno::memory_in_use};
    const auto slot = take_slot(kernel, process);
    if (!slot) return std::unexpected{slot.error()};
    Thread& thread = **slot;
    thread.stack_base = request.stack_base;
    thread.stack_size = request.stack_size;
    thread.frame.pc = request.entry.raw();
    thread.frame.sp() = (request.stack_base.raw() + request.stack_size.raw() - 16) & ~Word{15};
    thread.frame.ra() = abi::magic::thread_exit;
    for (unsigned i = 0; i < 4; ++i) thread.frame.a(i) = request.argument[i];
    thread.doing = Doing::running;  // the slot is taken
    ++process.live_threads;
    return &thread;
}

void forget_stacks(Process& process, VirtAddr base, Bytes size) {
    each_on(process, base, size, [](Thread& each) { each.stack_size = Bytes{}; });
}

void end_thread(Kernel& kernel, Thread& thread) {
    Process& process = *thread.process;
    if (thread.tid == 1 || process.live_threads == 1)
        return end(kernel, process, abi::Cause::exit, thread.tid == 1 ? thread.frame.a(0) : 0, 0);
    const std::uint8_t tid = thread.tid;
    retire(kernel, thread);
    --process.live_threads;
    process.each_thread([&](Thread& each) {
        if (each.doing == Doing::join && each.joining == tid) kernel.scheduler.answer(each, {abi::Tag::scalar1, {0}});
    });
}

void retire(Kernel& kernel, Thread& thread) {
    if (thread.doing == Doing::page) --thread.process->page_waiters;
    leave_exception(kernel, thread);
    kernel.interrupts.release_all(kernel, thread);
    abandon(kernel, thread);
    if (thread.doing != Doing::gone) kernel.scheduler.stop(thread, Doing::nothing);
}

void join(Kernel& kernel, Thread& thread, Word tid) {
    if (tid == 0 || tid > abi::threads_per_process) return thread.answer(abi::Errno::invalid_thread);
    if (tid == thread.tid) return thread.answer(abi::Errno::thread_not_available);
    const Thread* const other = thread.process->thread(tid);
    if (!other || other->doing == Doing::nothing || other->doing == Doing::gone)
        return thread.answer(abi::Tag::scalar1, Word{0});
    thread.joining = static_cast<std::uint8_t>(tid);
    kernel.scheduler.stop(thread, Doing::join);
}

}  // namespace freehold::kernel
