// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <expected>

#include "abi/call.hpp"
#include "board.hpp"
#include "kernel/list.hpp"
#include "kernel/plic.hpp"

namespace freehold::kernel {

struct Kernel;
struct Process;
struct Thread;

/// The controller's registers, where the kernel sees them.
struct PlicRegisters {
    static std::uint32_t read(Word offset);
    static void write(Word offset, std::uint32_t value);
};

/// Who has claimed which interrupt, and the handlers that run for them. A handler runs in its process on the stack of
/// the thread that claimed, as a thread of its own: it can be preempted, and only its own source is silent meanwhile,
/// since the controller's claim is completed when the handler has returned.
class Interrupts {
public:
    /// No source interrupts; the kernel itself takes none. @param hart the one that runs
    void start(Word hart);
    std::expected<void, abi::Errno> claim(Thread& thread, Word source, Word handler, Word argument);
    std::expected<void, abi::Errno> release(Process& process, Word source);
    /// The thread ends: what it claimed is free again.
    void release_all(Kernel& kernel, Thread& thread);
    /// The same for all threads of a process.
    void release_all(Kernel& kernel, Process& process);
    /// Takes what the controller has pending and starts the handlers.
    void deliver(Kernel& kernel);
    /// The handler of this process has returned.
    void finish(Kernel& kernel, Process& process);
    /// A handler waits while its thread has no stack, as one that has unmapped it before it ends. Looks again at one of
    /// those, in turn. @return whether there was one; after false it begins with the first
    bool try_one_that_waits(Kernel& kernel);

private:
    using Controller = Plic<PlicRegisters>;
    struct Line {
        Thread* thread;  ///< who claimed it
        Word handler;
        Word argument;
        Controller::Source source;  ///< claimed while its handler runs, or waits for another of the process or a stack
    };
    static void free(Line& line, Word source);
    void stop_handler(Kernel& kernel, Process& process);
    /// Has arrived, and its handler has not been started.
    bool waits(Word source) const;
    void run(Kernel& kernel, Word source);

    friend struct audit::Inside;
    std::array<Line, board::plic_sources + 1> lines_{};
    Word last_tried_ = 0;     ///< by `try_one_that_waits`
    bool some_wait_ = false;  ///< for a stack; seen to be false only by looking at all
};

}  // namespace freehold::kernel
