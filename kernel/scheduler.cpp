// SPDX-License-Identifier: Apache-2.0
#include "kernel/scheduler.hpp"

namespace freehold::kernel {
namespace {

constexpr Span slice{board::slice_ticks};

}  // namespace

void Scheduler::make_ready(Thread& thread) {
    thread.doing = Doing::running;
    if (thread.held_back || &thread == current_ || &thread == next_ || thread.linked()) return;
    if (!thread.is_handler()) return enqueue(thread);
    thread.process->ready.push_front(thread);  // it begins before all else of its process
    queue_up(*thread.process);
}

void Scheduler::yield() {
    Thread* const running = current_;
    if (!running) return;
    const Process& home = *running->process;
    if (&home == owner_) {
        if (!turns_.empty()) return end_turn();
        if (home.ready.empty() && !next_) return;  // there is nobody else
    }
    current_ = nullptr;
    enqueue(*running);
}

void Scheduler::end_turn() {
    if (Thread* const woken = std::exchange(next_, nullptr)) enqueue(*woken);
    if (Thread* const running = std::exchange(current_, nullptr)) enqueue(*running);
    over_ = true;
}

void Scheduler::charge(Process& process, Span span) {
    if (!owner_ || &process == owner_) return;
    process.debt = process.debt + span;
    turn_end_ = turn_end_ + span;
}

void Scheduler::begin_help(Thread& of) {
    if (Thread* const woken = std::exchange(next_, nullptr)) enqueue(*woken);
    turn_ ^= in_help;
    of.unlink();  // its process keeps its place in the queue
    helper_ = std::exchange(current_, &of);
}

void Scheduler::end_help() {
    turn_ ^= in_help;
    if (Thread* const handed = std::exchange(next_, std::exchange(helper_, nullptr))) enqueue(*handed);
    Thread* const helped = std::exchange(current_, nullptr);
    if (!helped) return;
    helped->process->ready.push_front(*helped);
    queue_up(*helped->process);
}

Thread* Scheduler::pick(Ticks now) {
    if (owner_ && !over_)
        if (Thread* const other = owner_->ready.pop_front()) return current_ = other;
    settle_turn(now);
    owner_ = next_owner();
    if (!owner_) return nullptr;
    ++turn_;
    Span& debt = owner_->debt;
    turn_end_ = now + (debt < slice ? slice - std::exchange(debt, Span{}) : slice);
    return current_ = owner_->ready.pop_front();
}

/// Whose turn it was owes what it took too much, and waits for the next if it has a thread for it.
void Scheduler::settle_turn(Ticks now) {
    over_ = false;
    const Ticks end = std::exchange(turn_end_, never);
    Process* const owner = std::exchange(owner_, nullptr);
    if (!owner) return;
    if (now > end) owner->debt = owner->debt + (now - end);
    queue_up(*owner);
}

/// The first in the queue that owes less than a whole turn; who owes more lets this one pass. Where all do, the first has
/// one nevertheless, and each has paid for as much: so each is looked at once.
Process* Scheduler::next_owner() {
    Process* const first = turns_.front();
    Process* each = turns_.pop_front();
    while (each && each->debt >= slice) {
        each->debt = each->debt - slice;
        turns_.push_back(*each);
        each = turns_.pop_front();
        if (each == first) break;
    }
    return each;
}

void Scheduler::enqueue(Thread& thread) {
    thread.process->ready.push_back(thread);
    queue_up(*thread.process);
}

void Scheduler::queue_up(Process& process) {
    if (!process.linked() && !process.ready.empty() && &process != owner_) turns_.push_back(process);
}

void Scheduler::leave(Thread& thread) {
    if (current_ == &thread) current_ = nullptr;
    else take_out(thread);
    if (turn_ & in_help && thread.process->ready.empty()) thread.process->unlink();
}

/// The queue of ready threads, or another that it waits in.
void Scheduler::leave_queue(Thread& thread) {
    if (helper_ == &thread) helper_ = nullptr;
    if (!thread.linked()) return;
    thread.unlink();
    if (thread.process->ready.empty()) thread.process->unlink();
}

}  // namespace freehold::kernel
