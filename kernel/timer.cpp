// SPDX-License-Identifier: Apache-2.0
#include "kernel/timer.hpp"

#include <algorithm>

#include "arch/riscv/csr.hpp"
#include "arch/riscv/sbi.hpp"
#include "kernel/events.hpp"
#include "kernel/kernel.hpp"

namespace freehold::kernel {
namespace {

Ticks now() { return Ticks{riscv::read_time()}; }

Ticks turn_from(Ticks begin) { return Ticks{static_cast<std::uint64_t>(begin) + board::slice_ticks}; }

}  // namespace

void Timer::begin_turn() {
    const Ticks begin = now();
    if (resting_since_ != never)
        rest_.ticks += static_cast<std::uint64_t>(begin) - static_cast<std::uint64_t>(resting_since_);
    resting_since_ = never;
    turn_end_ = turn_from(begin);
    arm();
}

void Timer::begin_rest() {
    resting_since_ = now();
    turn_end_ = never;
    arm();
}

bool Timer::interrupt(Kernel& kernel) {
    const Ticks time = now();
    ring(kernel, time);
    const bool over = turn_end_ <= time;
    if (over) turn_end_ = turn_from(time);
    arm();
    return over;
}

void Timer::set_alarm(Process& process, Ticks time) {
    Alarm& alarm = process.alarm;
    alarm.unlink();
    alarm.process = &process;
    alarm.time = time;
    if (time != never) alarms_.insert_before(alarm, [&](const Alarm& each) { return each.time > time; });
    arm();
}

void Timer::ring(Kernel& kernel, Ticks now) {
    for (Alarm* next = alarms_.front(); next && next->time <= now; next = alarms_.front()) {
        next->unlink();
        signal_event(kernel, *next->process);
    }
}

/// A time that has passed interrupts at once.
void Timer::arm() {
    const Alarm* const next = alarms_.front();
    riscv::sbi::set_timer(static_cast<std::uint64_t>(next ? std::min(turn_end_, next->time) : turn_end_));
}

}  // namespace freehold::kernel
