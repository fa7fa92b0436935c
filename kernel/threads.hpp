// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "kernel/kernel.hpp"

/// How threads begin and end.
namespace freehold::kernel {

struct ThreadRequest {
    VirtAddr entry;
    VirtAddr stack_base;
    Bytes stack_size;
    Word argument[4];
};
/// Makes a thread on a stack that its process has allocated (R4), which runs once it is made ready.
std::expected<Thread*, abi::Errno> create_thread(Kernel& kernel, Process& process, const ThreadRequest& request);

/// These pages are unmapped, and nobody's stack any more: a thread may unmap its own as its last act, and another may get
/// a stack at the same place before the first has come to its end.
void forget_stacks(Process& process, VirtAddr base, Bytes size);

/// The thread ends; with the first thread, or the last, its process does.
void end_thread(Kernel& kernel, Thread& thread);

/// Waits until the thread has ended; at once for one that has.
void join(Kernel& kernel, Thread& thread, Word tid);

/// The thread stops for good: nobody waits for it through the kernel any more, and what it sent is dealt with.
void retire(Kernel& kernel, Thread& thread);

}  // namespace freehold::kernel
