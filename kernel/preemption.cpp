// SPDX-License-Identifier: Apache-2.0
#include "kernel/preemption.hpp"

#include <utility>

#include "kernel/kernel.hpp"
#include "kernel/satp.hpp"
#include "kernel/trap.hpp"

extern "C" char kernel_stack_top[], second_stack_top[];

namespace freehold::kernel {
namespace {

Word the_other(Word stack) {
    const Word first = reinterpret_cast<Word>(kernel_stack_top);
    return stack == first ? reinterpret_cast<Word>(second_stack_top) : first;
}

}  // namespace

Word trap_stack;

void Preemption::take_interrupts(Kernel& kernel) {
    if (!kernel.scheduler.kept()) return;  // the machine starts: nobody runs yet
    if (riscv::read_sip() & riscv::external_bit) kernel.interrupts.deliver(kernel);
    const bool timer = (riscv::read_sip() & riscv::timer_bit) != 0;
    if (timer) charge_help(kernel);  // so it ends nobody's turn
    const bool over = timer && kernel.timer.interrupt(kernel);
    if (over || PreemptWhen::early()) set_aside(kernel);
}

void Preemption::set_aside(Kernel& kernel) {
    set_aside_ = kernel.scheduler.kept();
    charge_help(kernel);
    if (helps_) end_help(kernel);
    kernel.scheduler.end_turn();
    trap_stack = the_other(trap_stack);
    leave_stack(&set_aside_at_, trap_stack);
}

void Preemption::go_on(Kernel& kernel) {
    use_address_space(*kernel.scheduler.kept());
    trap_stack = the_other(trap_stack);  // the one that the call is on
    enter_stack(std::exchange(set_aside_at_, 0));
}

void Preemption::go_on_first(Kernel& kernel) {
    if (riscv::read_scause() == static_cast<Word>(riscv::Cause::user_ecall)) kernel.scheduler.current()->restart_call();
    kernel.scheduler.begin_help(*kernel.scheduler.kept());
    helps_ = true;
    charged_until_ = now();
    go_on(kernel);
}

void Preemption::charge_help(Kernel& kernel) {
    const Thread* const of = kernel.scheduler.kept();
    if (!helps_ || !of) return;
    const Ticks time = now();
    kernel.scheduler.charge(*of->process, time - std::exchange(charged_until_, time));
}

void Preemption::end_helped_call(Kernel& kernel) {
    charge_help(kernel);
    kernel.scheduler.let_go();
    end_help(kernel);
}

void Preemption::end_help(Kernel& kernel) {
    helps_ = false;
    kernel.scheduler.end_help();
}

}  // namespace freehold::kernel
