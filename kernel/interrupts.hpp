// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <expected>

#include "abi/call.hpp"
#include "board.hpp"
#include "kernel/list.hpp"

namespace freehold::kernel {

struct Kernel;
struct Process;
struct Thread;

/// Who has claimed which interrupt, and the handlers that run for them. A handler runs in its process on the stack of
/// the thread that claimed, as a thread of its own: it can be preempted, and only its source is masked meanwhile.
class Interrupts {
public:
    /// Masks every source; the kernel itself takes none.
    void start();
    std::expected<void, abi::Errno> claim(Thread& thread, Word source, Word handler, Word argument);
    std::expected<void, abi::Errno> release(Process& process, Word source);
    /// The thread ends: what it claimed is free again.
    void release_all(Kernel& kernel, Thread& thread);
    /// Takes what the controller has pending and starts the handlers.
    void deliver(Kernel& kernel);
    /// The handler of this process has returned.
    void finish(Kernel& kernel, Process& process);

private:
    struct Line {
        Thread* thread;  ///< who claimed it
        Word handler;
        Word argument;
        bool pending;  ///< arrived while another handler of the process ran
    };
    void run(Kernel& kernel, Word source);

    friend struct audit::Inside;
    std::array<Line, board::plic_sources + 1> lines_{};
};

}  // namespace freehold::kernel
