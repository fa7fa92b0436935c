// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel {

/// Whether the hardware tells address spaces apart by pid; if not, each switch forgets all translations.
extern bool asids_work;

/// From here on, a fault of the kernel's own ends the machine with a line that tells it.
void tell_kernel_faults();

/// Lets interrupts come and runs the first thread.
[[noreturn]] void enter_first(Kernel& kernel);
/// The kernel that `enter_first` was given, for what checks or measures it from outside.
Kernel& running_kernel();

/// Makes the hardware translate as the thread's process does.
void use_address_space(const Thread& thread);
/// The root of this process is about to be freed: whoever still runs for it does so on the kernel's own, from now on.
void leave_address_space(Process& process);

// riscv/trap.S
extern "C" void trap_entry();
extern "C" [[noreturn]] void enter_user(Frame* frame);
/// What a trap of user mode comes to.
extern "C" void trap(Frame* frame);
/// Everybody but a call that was just set aside, on a fresh stack.
extern "C" [[noreturn]] void run_others();
/// Who runs after it. @param trapped whose address space is the hardware's @return the frame to go on with
extern "C" Frame* resume(Frame* trapped);
/// What a trap of the kernel comes to: its end.
extern "C" [[noreturn]] void kernel_fault(Word cause, Word pc, Word address);

}  // namespace freehold::kernel
