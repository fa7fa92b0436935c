// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel {

/// From here on, a fault of the kernel's own ends the machine with a line that tells it.
void tell_kernel_faults();

/// Lets interrupts come and runs the first thread.
[[noreturn]] void enter_first(Kernel& kernel);
/// The kernel that `enter_first` was given, for what checks or measures it from outside.
Kernel& running_kernel();

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
