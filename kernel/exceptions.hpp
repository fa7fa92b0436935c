// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

/// A program's own handler for its faults (SetExceptionHandler). The thread that faulted runs it, on the stack that was
/// named with it, with a0 = scause, a1 = the address that the fault is about, a2 = the program counter. It returns how
/// many bytes further the thread goes on; a negative number, or a fault of the handler itself, ends the process.
/// Another thread that faults meanwhile waits for the handler, and faults again.
namespace freehold::kernel {

/// Starts the handler, or waits for it. @return false where the process has none, or it is the handler that faulted
bool raise(Kernel& kernel, Thread& thread, Word cause, Word address);

/// The handler has returned. @return false where none was running on this thread, or it says that the process is to end
bool resume_from_exception(Kernel& kernel, Thread& thread);

/// The handler runs no more on this thread, if it did: those that wait for it have their turn.
void leave_exception(Kernel& kernel, Thread& thread);

}  // namespace freehold::kernel
