// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "kernel/process.hpp"
#include "kernel/ticks.hpp"

namespace freehold::kernel {

/// Round robin over processes, and within each over its threads: a process with many threads gets no more time than
/// one with a single thread (O12, O14).
///
/// A *turn* belongs to the process that was picked from the queue. It begins when that is picked, lasts one slice, and all
/// of it is its owner's to pay for, whoever runs in it. A process stands in the queue at most once, and its own turn puts
/// it at the end: between two turns of one that is always ready, each other one has at most one.
///
/// Who sends a message and waits hands the rest of the turn to the thread that receives it; the answer hands it back, if
/// it comes within the same turn. Every other thread that is woken waits for a turn of its own process. A turn that ends
/// early leaves nothing to be used later. What is used beyond a turn is a debt, by which the next ones are shorter.
class Scheduler {
public:
    /// The thread that has the hart, or none.
    [[nodiscard]] Thread* current() { return current_; }

    /// The thread can go on, in a turn of its own process. One on whose stack an interrupt handler runs waits for that to end.
    [[gnu::noinline]] void make_ready(Thread& thread);
    /// The same, with an answer for the system call that it waits in.
    void answer(Thread& thread, const Reply& reply) {
        thread.answer(reply);
        make_ready(thread);
    }
    /// `to` has received what the running thread sent, which waits for the answer: it gets the rest of the turn.
    void hand_over(Thread& from, Thread& to) {
        if (next_ || to.held_back) [[unlikely]]
            return make_ready(to);
        to.doing = Doing::running;
        from.handed_in = turn_;
        next_ = &to;
    }
    /// Its message is answered: a thread that has handed the turn on gets it back when whoever answers has no more to do.
    void give_back(Thread& to) {
        if (to.handed_in != turn_ || next_ || to.held_back) [[unlikely]]
            return make_ready(to);
        to.doing = Doing::running;
        to.handed_in = 0;
        next_ = &to;
    }
    /// The thread waits, has ended, or is held back; it loses the hart and its place in the queue.
    void stop(Thread& thread, Doing doing) {
        thread.doing = doing;
        take_out(thread);
    }
    /// The same for the running thread, outside of memory calls.
    void stop_running(Doing doing) {
        current_->doing = doing;
        current_ = nullptr;
    }
    void take_out(Thread& thread) {
        if (&thread == kept_) return;  // when it is let go
        if (current_ == &thread) current_ = nullptr;
        else if (next_ == &thread) next_ = nullptr;
        else leave_queue(thread);
    }
    /// The running thread lets others go first. In another's turn only it goes, and the turn is its owner's as before.
    void yield();
    /// The turn is over: whoever has the hart, or would get it next, waits for one of its own process.
    void end_turn();
    /// When the turn is over; `never` where there is none.
    [[nodiscard]] Ticks turn_end() const { return turn_end_; }
    /// The turn has paid for what is another process' to pay: that owes it, and the turn is longer by as much.
    void charge(Process& process, Span span);
    /// The process is no more.
    void forget(const Process& process) {
        if (owner_ == &process) owner_ = nullptr;
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
    /// The running thread carries on the call of one that is in the queue, in whose place it has the hart until `end_help`.
    void begin_help(Thread& of);
    /// Who has helped is the next to go on. What the call has handed on was not its own to hand on, and waits for a turn.
    void end_help();

    /// Who goes on within the turn; none where a turn begins (`pick`).
    Thread* choose() {
        if (!current_) current_ = std::exchange(next_, nullptr);
        return current_;
    }
    /// Another thread of the turn's owner, or else the first of whose turn begins now; none when nobody can run.
    Thread* pick(Ticks now);

private:
    static constexpr Word in_help =
        ~(~Word{0} >> 1);  ///< a bit of `turn_`, so that nobody is given back what he did not hand on

    // Out of line, so that handing the hart on saves no registers for them.
    [[gnu::noinline]] void enqueue(Thread& thread);
    [[gnu::noinline]] void leave(Thread& thread);
    [[gnu::noinline]] void leave_queue(Thread& thread);
    void queue_up(Process& process);
    void settle_turn(Ticks now);
    Process* next_owner();

    friend struct audit::Inside;
    Thread* current_ = nullptr;
    Thread* next_ = nullptr;  ///< in no queue; runs when `current_` has no more to do
    Thread* kept_ = nullptr;
    Thread* helper_ = nullptr;  ///< in no queue; goes on after `end_help`
    Word turn_ = 1;             ///< which turn it is
    bool over_ = false;         ///< nobody goes on in it
    Process* owner_ = nullptr;  ///< whose turn it is; not in the queue meanwhile
    Ticks turn_end_ = never;
    List<Process> turns_;  ///< processes with a thread in `ready`
};

}  // namespace freehold::kernel
