// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "freehold/address.hpp"
#include "kernel/list.hpp"

namespace freehold::kernel {

struct Kernel;
struct Process;

/// A moment, in ticks of the machine's timer since it started.
enum class Ticks : std::uint64_t {};
inline constexpr Ticks never{~std::uint64_t{0}};

/// When a process wants to be woken. One in each process' own context, so that there is nothing to run out of (O12).
struct Alarm : Link {
    Process* process;
    Ticks time;
};

/// How the hart has slept because nobody could run.
struct Rest {
    Word wakings;         ///< how often something woke it
    std::uint64_t ticks;  ///< how long it slept, in all
};

/// The machine's one timer, which serves two: it ends each thread's turn, and rings the alarms of processes. While nobody
/// can run there is no turn to end, and the hart sleeps until the next alarm or another interrupt.
class Timer {
public:
    /// Whoever was chosen has the hart from now on, for a whole turn.
    void begin_turn();
    /// Nobody can run, until the next `begin_turn`.
    void begin_rest();
    void count_waking() { ++rest_.wakings; }
    /// The timer has interrupted: those whose time has come have an event. @return whether the turn is over
    [[nodiscard]] bool interrupt(Kernel& kernel);

    /// In place of what the process had set before. What has passed already rings at once; `never` rings not at all.
    /// Costs a look at each alarm that comes earlier, of which there are no more than processes.
    void set_alarm(Process& process, Ticks time);

    [[nodiscard]] Rest rest() const { return rest_; }

private:
    void ring(Kernel& kernel, Ticks now);
    void arm();

    friend struct audit::Inside;
    List<Alarm> alarms_;  ///< the earliest first
    Ticks turn_end_ = never;
    Ticks resting_since_ = never;
    Rest rest_{};
};

}  // namespace freehold::kernel
