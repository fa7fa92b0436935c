// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "kernel/process.hpp"

namespace freehold::kernel {

/// Round robin over processes, and within each over its threads: a process with many threads gets no more time than
/// one with a single thread (O12). Every operation is a few instructions.
///
/// A thread that the running one wakes is the next to run for what is left of the slice: who sends a message and waits
/// hands the hart to who answers it. When the slice is over it goes to the end of the queue like everybody else, so
/// threads that hand the hart to and fro take no more than their slices.
class Scheduler {
public:
    /// The thread that has the hart, or none.
    [[nodiscard]] Thread* current() { return current_; }

    /// The thread can go on. One on whose stack an interrupt handler runs waits for that to end.
    void make_ready(Thread& thread) {
        thread.doing = Doing::running;
        if (thread.held_back || &thread == current_ || &thread == next_ || thread.linked()) return;
        if (next_) enqueue(thread);
        else next_ = &thread;
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
        if (&thread == kept_) return;  // when it is let go
        if (current_ == &thread) current_ = nullptr;
        else if (next_ == &thread) next_ = nullptr;
        else leave_queue(thread);
    }
    /// The slice is over: whoever has the hart, or would get it next, goes to the end of the queue.
    void yield() {
        if (Thread* const woken = std::exchange(next_, nullptr)) enqueue(*woken);
        if (Thread* const running = std::exchange(current_, nullptr)) enqueue(*running);
    }

    /// The thread runs a memory call (kernel/preemption.hpp): until it is let go it keeps the hart or a place in the queue,
    /// whatever becomes of it, so that the call comes to its end.
    void keep(Thread& thread) { kept_ = &thread; }
    [[nodiscard]] Thread* kept() const { return kept_; }
    void let_go() {
        Thread* const thread = std::exchange(kept_, nullptr);
        if (thread && (thread->doing != Doing::running || thread->held_back)) [[unlikely]]
            leave(*thread);
    }
    /// The running thread goes to the end of the queue, and one that it has woken is the next.
    [[gnu::noinline]] void give_way() {
        if (Thread* const running = std::exchange(current_, nullptr)) enqueue(*running);
    }
    /// A thread of the queue has the hart for the running one, which is the next to run.
    void lend_turn(Thread& to) {
        if (Thread* const woken = std::exchange(next_, current_)) enqueue(*woken);
        leave_queue(to);
        current_ = &to;
    }

    /// Who runs next; none when nobody can.
    Thread* choose() {
        if (current_) return current_;
        if (next_) return current_ = std::exchange(next_, nullptr);
        return current_ = first_in_queue();
    }

private:
    // The queue is for the end of a slice: out of line, so that handing the hart on saves no registers for it.
    [[gnu::noinline]] Thread* first_in_queue() {
        Process* const process = turns_.pop_front();
        if (!process) return nullptr;
        Thread* const first = process->ready.pop_front();
        if (!process->ready.empty()) turns_.push_back(*process);
        return first;
    }
    [[gnu::noinline]] void enqueue(Thread& thread) {
        Process& process = *thread.process;
        process.ready.push_back(thread);
        if (!process.linked()) turns_.push_back(process);
    }
    [[gnu::noinline]] void leave(Thread& thread) { take_out(thread); }
    /// The queue of ready threads, or another that it waits in.
    [[gnu::noinline]] static void leave_queue(Thread& thread) {
        if (!thread.linked()) return;
        thread.unlink();
        if (thread.process->ready.empty()) thread.process->unlink();
    }

    friend struct audit::Inside;
    List<Process> turns_;  ///< processes with a thread in `ready`
    Thread* current_ = nullptr;
    Thread* kept_ = nullptr;
    Thread* next_ = nullptr;  ///< in no queue; runs when `current_` has no more to do
};

}  // namespace freehold::kernel
