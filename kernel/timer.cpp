// SPDX-License-Identifier: Apache-2.0
#include "kernel/timer.hpp"

#include <algorithm>

#include "arch/riscv/csr.hpp"
#include "arch/riscv/sbi.hpp"
#include "kernel/events.hpp"
#include "kernel/kernel.hpp"

namespace freehold::kernel {

Ticks now() { return Ticks{riscv::read_time()}; }

void Timer::begin_rest() {
    resting_since_ = now();
    set(never);
}

void Timer::end_rest() { rest_.length = rest_.length + (now() - resting_since_); }

bool Timer::interrupt(Kernel& kernel) {
    ring(kernel);
    const Ticks turn_end = kernel.scheduler.turn_end();
    const bool over = turn_end <= now();
    if (over) set_for_ = never;
    else set(turn_end);
    return over;
}

void Timer::set_alarm(Process& process, Ticks time) {
    Alarm& alarm = process.alarm;
    alarm.unlink();
    alarm.process = &process;
    alarm.time = time;
    if (time == never) return;
    alarms_.insert_before(alarm, [&](const Alarm& each) { return each.time > time; });
    expect(time);
}

void Timer::ring(Kernel& kernel) {
    const Ticks begin = now();
    Alarm* const next = alarms_.front();
    if (!next || next->time > begin) return;
    next->unlink();
    signal_event(kernel, *next->process);
    kernel.scheduler.charge(*next->process, now() - begin);
}

/// A time that has passed interrupts at once.
void Timer::set(Ticks turn_end) {
    const Alarm* const next = alarms_.front();
    set_for_ = next ? std::min(turn_end, next->time) : turn_end;
    riscv::sbi::set_timer(static_cast<std::uint64_t>(set_for_));
}

}  // namespace freehold::kernel
