// SPDX-License-Identifier: Apache-2.0
#include "kernel/trap.hpp"

#include "kernel/console.hpp"
#include "kernel/exceptions.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/memory_call.hpp"
#include "kernel/power_off.hpp"
#include "kernel/satp.hpp"
#include "kernel/syscall/syscall.hpp"
#include "kernel/threads.hpp"

extern "C" char kernel_stack_top[];

namespace freehold::kernel {
namespace {

Kernel* the_kernel = nullptr;

Rights needed_for(riscv::Cause cause) {
    switch (cause) {
        case riscv::Cause::fetch_page: return Rights::x();
        case riscv::Cause::store_page: return Rights::w();
        default: return Rights::r();
    }
}

/// A jump to a magic address is a return to the kernel. Where there is nothing to return from it ends the program, whose own
/// handler is not asked. @return whether it was such a jump
bool magic_return(Kernel& kernel, Thread& thread, Word address) {
    const bool in_handler = thread.is_handler();
    const bool magic = address == abi::magic::interrupt_return || address == abi::magic::thread_exit ||
                       address == abi::magic::exception_return;
    if (!magic) return false;
    if (address == abi::magic::interrupt_return && in_handler) kernel.interrupts.finish(kernel, *thread.process);
    else if (address == abi::magic::thread_exit && !in_handler) end_thread(kernel, thread);
    else if (address != abi::magic::exception_return || !resume_from_exception(kernel, thread))
        end(kernel, *thread.process, abi::Cause::fault, static_cast<Word>(riscv::Cause::fetch_page), address);
    return true;
}

/// Whether the process has a page there on which nobody may do anything, as below a stack.
bool is_guarded(Kernel& kernel, const Process& process, Word address) {
    const VirtPage page = VirtPage::of(VirtAddr{address});
    if (!Config::layout.user.contains(page)) return false;
    const Entry entry = kernel.memory.process(process.pid).space.translation().at(kernel.memory.machine(), page);
    return entry.use == Use::plain && entry.rights.empty();
}

/// A fault that the kernel does not mend: the program's own handler may, else the process ends.
void fail(Kernel& kernel, Thread& thread, riscv::Cause cause, Word address) {
    if (raise(kernel, thread, static_cast<Word>(cause), address)) return;
    const bool guarded = is_guarded(kernel, *thread.process, address);
    end(kernel, *thread.process, guarded ? abi::Cause::guard : abi::Cause::fault, static_cast<Word>(cause), address);
}

void page_fault(Kernel& kernel, Thread& thread, riscv::Cause cause) {
    const Word address = riscv::read_stval();
    switch (kernel.memory.fault(thread.process->pid, VirtAddr{address}, needed_for(cause))) {
        case FaultOutcome::resolved: return;
        case FaultOutcome::away:
            kernel.scheduler.stop(thread, Doing::page);
            ++thread.process->page_waiters;
            return;
        case FaultOutcome::denied: break;
    }
    if (cause == riscv::Cause::fetch_page && magic_return(kernel, thread, address)) return;
    fail(kernel, thread, cause, address);
}

/// What a fault is about: the address that was touched, or the instruction that was not one.
Word where(Thread& thread, riscv::Cause cause) {
    const bool instruction = cause == riscv::Cause::illegal_instruction || cause == riscv::Cause::breakpoint;
    return instruction ? thread.frame.pc : riscv::read_stval();
}

void fault(Kernel& kernel, Thread& thread, riscv::Cause cause) {
    switch (cause) {
        case riscv::Cause::fetch_page:
        case riscv::Cause::load_page:
        case riscv::Cause::store_page: return page_fault(kernel, thread, cause);
        default: fail(kernel, thread, cause, where(thread, cause));
    }
}

[[gnu::noinline]] void handle(Kernel& kernel, Thread& thread, riscv::Cause cause) {
    switch (cause) {
        case riscv::Cause::timer:
            if (kernel.timer.interrupt(kernel)) {
                kernel.scheduler.end_turn();
                (void)kernel.interrupts.try_one_that_waits(kernel);
            }
            return;
        case riscv::Cause::external: return kernel.interrupts.deliver(kernel);
        default: break;
    }
    const MemoryCall turn{kernel};
    fault(kernel, thread, cause);
}

/// Nobody can run: sleeps until an interrupt makes somebody ready.
Thread* wait_for_work(Kernel& kernel) {
    kernel.timer.begin_rest();
    use_kernel_space();
    Thread* next;
    while (!(next = kernel.scheduler.pick(now()))) {
        if (!kernel.interrupts.try_one_that_waits(kernel)) {
            riscv::wait_for_interrupt();
            kernel.timer.count_waking();
        }
        if (riscv::read_sip() & riscv::timer_bit) (void)kernel.timer.interrupt(kernel);
        if (riscv::read_sip() & riscv::external_bit) kernel.interrupts.deliver(kernel);
    }
    kernel.timer.end_rest();
    return next;
}

/// The hart goes to another thread of the turn's owner, or the next turn begins.
[[gnu::noinline]] Thread* pick(Kernel& kernel) {
    Thread* const picked = kernel.scheduler.pick(now());
    Thread* const next = picked ? picked : wait_for_work(kernel);
    kernel.timer.expect(kernel.scheduler.turn_end());
    return next;
}

/// Out of line: a call that does not switch saves no registers for it.
[[gnu::noinline]] Frame* switch_thread(Kernel& kernel) {
    riscv::end_reservation();
    Thread* const chosen = kernel.scheduler.choose();
    Thread& next = chosen ? *chosen : *pick(kernel);
    if (kernel.preemption.awaits(next)) kernel.preemption.go_on(kernel);
    use_address_space(next);
    return &next.frame;
}

}  // namespace

void preempt() {
    if (the_kernel) the_kernel->preemption.take_interrupts(*the_kernel);
}

void tell_kernel_faults() { riscv::write_stvec(reinterpret_cast<Word>(&trap_entry)); }

void enter_first(Kernel& kernel) {
    the_kernel = &kernel;
    trap_stack = reinterpret_cast<Word>(kernel_stack_top);
    riscv::write_scounteren(7);  // cycle, time and instret are for everybody
    riscv::write_sie(riscv::timer_bit | riscv::external_bit);
    riscv::write_sstatus(riscv::status_spie);
    enter_user(switch_thread(kernel));
}

Kernel& running_kernel() { return *the_kernel; }

extern "C" void trap(Frame* frame) {
    Kernel& kernel = *the_kernel;
    Thread& thread = Thread::of(frame);
    const auto cause = static_cast<riscv::Cause>(riscv::read_scause());
    if (cause == riscv::Cause::user_ecall) [[likely]]
        syscall::carry_out(kernel, thread);
    else handle(kernel, thread, cause);
}

extern "C" void run_others() { enter_user(switch_thread(*the_kernel)); }

extern "C" Frame* resume(Frame* trapped) {
    Kernel& kernel = *the_kernel;
    return kernel.scheduler.current() == &Thread::of(trapped) ? trapped : switch_thread(kernel);
}

extern "C" void kernel_fault(Word cause, Word pc, Word address) {
    console::print("kernel fault: cause ", console::Hex{cause}, " at ", console::Hex{pc}, ", address ",
                   console::Hex{address}, "\n");
    power_off(Outcome::failure);
}

}  // namespace freehold::kernel
