// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"
#include "kernel/list.hpp"
#include "kernel/ticks.hpp"

namespace freehold::kernel {

struct Kernel;
struct Process;

/// What the machine's timer shows.
Ticks now();

/// When a process wants to be woken. One in each process' own context, so that there is nothing to run out of (O12).
struct Alarm : Link {
    Process* process;
    Ticks time;
};

/// How the hart has slept because nobody could run.
struct Rest {
    Word wakings;  ///< how often something woke it
    Span length;   ///< how long it slept, in all
};

/// The machine's one timer, which serves two: it ends each turn, and rings the alarms of processes. While nobody can run there is
/// no turn to end, and the hart sleeps until the next alarm or another interrupt.
///
/// It is set again only for what comes earlier than what it is set for. Where a turn ended early, the interrupt at what would
/// have been its end sets it for the end of the turn that it interrupts.
class Timer {
public:
    /// A turn has begun that ends then.
    void expect(Ticks turn_end) {
        if (turn_end < set_for_) set(turn_end);
    }
    /// Nobody can run, until `end_rest`.
    void begin_rest();
    void end_rest();
    void count_waking() { ++rest_.wakings; }
    /// The timer has interrupted: one whose time has come has an event, which is charged to it. A further one interrupts again.
    /// @return whether the turn is over; then the timer is set when the next begins
    [[nodiscard]] bool interrupt(Kernel& kernel);

    /// In place of what the process had set before. What has passed already rings at once; `never` rings not at all.
    /// Costs a look at each alarm that comes earlier, of which there are no more than processes.
    void set_alarm(Process& process, Ticks time);

    [[nodiscard]] Rest rest() const { return rest_; }

private:
    void ring(Kernel& kernel);
    void set(Ticks turn_end);

    friend struct audit::Inside;
    Ticks set_for_ = never;
    List<Alarm> alarms_;  ///< the earliest first
    Ticks resting_since_ = never;
    Rest rest_{};
};

}  // namespace freehold::kernel
