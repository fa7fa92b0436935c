// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

namespace freehold::kernel {

/// A memory call of the running thread (kernel/preemption.hpp), from here to the end of the block. It is to begin before
/// anything has changed, so that the thread can start again where another was set aside. One within another is part of it.
class [[nodiscard]] MemoryCall {
public:
    /// @param needed whether it is one
    explicit MemoryCall(Kernel& kernel, bool needed = true) : kernel_{kernel}, begun_{needed && begin()} {}
    MemoryCall(const MemoryCall&) = delete;
    /// Its thread is now what the call has made of it, and who has helped goes on.
    ~MemoryCall() {
        if (!begun_) return;
        if (kernel_.preemption.helps()) [[unlikely]]
            kernel_.preemption.end_helped_call(kernel_);
        else kernel_.scheduler.let_go();
    }

private:
    bool begin() {
        kernel_.preemption.help(kernel_);
        Thread* const running = kernel_.scheduler.current();
        if (kernel_.scheduler.kept() || !running) return false;  // no thread: its own process has ended
        kernel_.scheduler.keep(*running);
        return true;
    }

    Kernel& kernel_;
    bool begun_;
};

}  // namespace freehold::kernel
