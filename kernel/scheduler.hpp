// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/process.hpp"

namespace freehold::kernel {

/// Round robin over processes, and within each over its threads: a process with many threads gets no more time than
/// one with a single thread (O12). Every operation is a few instructions.
class Scheduler {
public:
    /// The thread that has the hart, or none.
    [[nodiscard]] Thread* current() { return current_; }

    /// The thread can go on. One on whose stack an interrupt handler runs waits for that to end.
    void make_ready(Thread& thread) {
        thread.doing = Doing::running;
        if (thread.held_back || &thread == current_ || thread.linked()) return;
        Process& process = *thread.process;
        process.ready.push_back(thread);
        if (!process.linked()) turns_.push_back(process);
    }
    /// The same, with an answer for the system call that it waits in.
    void answer(Thread& thread, const Reply& reply) {
        thread.answer(reply);
        make_ready(thread);
    }
    /// The thread waits, has ended, or is held back; it loses the hart and its place in the queue.
    void stop(Thread& thread, Doing doing) {
        thread.doing = doing;
        take_out(thread);
    }
    void take_out(Thread& thread) {
        if (current_ == &thread) current_ = nullptr;
        thread.unlink();
        if (thread.process->ready.empty()) thread.process->unlink();
    }
    /// The running thread goes to the end of the queue.
    void yield() {
        if (!current_) return;
        Thread& thread = *current_;
        current_ = nullptr;
        make_ready(thread);
    }
    /// Who runs next; none when nobody can.
    Thread* choose() {
        if (current_) return current_;
        Process* const process = turns_.pop_front();
        if (!process) return nullptr;
        current_ = process->ready.pop_front();
        if (!process->ready.empty()) turns_.push_back(*process);
        return current_;
    }

private:
    List<Process> turns_;  ///< processes with a thread in `ready`
    Thread* current_ = nullptr;
};

}  // namespace freehold::kernel
