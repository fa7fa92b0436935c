// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"
#include "kernel/ticks.hpp"

namespace freehold::kernel {

struct Kernel;
struct Thread;

/// What lets others run in the middle of a call (O10).
///
/// The kernel runs with interrupts off, each trap from beginning to end, but for *memory calls*: those that need the memory
/// manager and whose work can grow with what they ask for. They pass preemption points, a few thousand instructions apart,
/// where pending interrupts are taken. If the turn of the thread is over there, the call is set aside on the kernel stack
/// that it runs on, everybody else runs on the other one, and the call goes on when its thread is chosen again.
///
/// While a call is set aside the manager's books are half-way through it, so there is at most one. Whoever needs the manager
/// before its end does not wait but helps: lets that call go on in its own turn, and then starts its own call again. So
/// nothing depends on when the thread that was interrupted gets the hart. The time that this takes is charged to the
/// process whose call it is.
/// ("Helping": M. Hohmuth, H. Härtig, "Pragmatic nonblocking synchronization for real-time systems", 2001.)
class Preemption {
public:
    /// Makes sure that no call is set aside. Where one is, this does not return: it helps, and the running thread's system
    /// call or access starts again after that.
    void help(Kernel& kernel) {
        if (set_aside_at_) [[unlikely]]
            go_on_first(kernel);
    }
    /// A preemption point at which an interrupt is pending.
    void take_interrupts(Kernel& kernel);
    /// Whether the call that runs is another's than who had the hart when it went on.
    [[nodiscard]] bool helps() const { return helps_; }
    /// The call that was helped has come to its end: its thread is let go, and who has helped goes on.
    [[gnu::noinline]] void end_helped_call(Kernel& kernel);
    /// What the help has taken so far is charged to the process whose call it is.
    void charge_help(Kernel& kernel);
    /// Whether a call is half done, and the manager's books with it.
    [[nodiscard]] bool has_set_aside() const { return set_aside_at_ != 0; }
    /// Whether this thread is ready for the rest of a call that was set aside, and not for user mode.
    [[nodiscard]] bool awaits(const Thread& thread) const { return set_aside_at_ && &thread == set_aside_; }
    /// Goes on with that call. The kernel stack in use is free from here on.
    [[noreturn]] void go_on(Kernel& kernel);

private:
    [[noreturn, gnu::noinline]] void go_on_first(Kernel& kernel);
    void set_aside(Kernel& kernel);
    void end_help(Kernel& kernel);

    Word set_aside_at_ = 0;  ///< its stack pointer; 0: no call is set aside
    Thread* set_aside_ = nullptr;
    bool helps_ = false;
    Ticks charged_until_{};  ///< of the help that goes on
};

/// Where the next trap's stack begins; riscv/trap.S reads it.
extern "C" Word trap_stack;

// riscv/stacks.S
/// Keeps what a function call keeps on this stack, remembers it at `at`, and runs the others from the top of another stack.
/// Returns when somebody enters what was kept.
extern "C" void leave_stack(Word* at, Word other);
extern "C" [[noreturn]] void enter_stack(Word at);

}  // namespace freehold::kernel
