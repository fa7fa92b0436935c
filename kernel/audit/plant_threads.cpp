// SPDX-License-Identifier: Apache-2.0
// Faults of threads: states, and what is counted of them.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

/// A thread that waits is ready all of a sudden, and nobody runs it.
bool state(Survey& survey) {
    first<Thread>(survey, receives).item->doing = Doing::running;
    return true;
}

/// A thread that runs is left out of the round.
bool not_ready(Survey& survey) {
    Thread* const current = survey.kernel.scheduler.current();
    if (!current) return false;
    survey.kernel.scheduler.take_out(*current);
    return true;
}

bool live_threads(Survey& survey) {
    ++init_of(survey).live_threads;
    return true;
}

bool page_waiters(Survey& survey) {
    ++init_of(survey).page_waiters;
    return true;
}

/// Faulted while another runs the exception handler, and none does.
bool faulted(Survey& survey) {
    Thread& thread = *first<Thread>(survey, receives).item;
    thread.unlink();
    thread.doing = Doing::fault;
    thread.process->fault_waiters.push_back(thread);
    return true;
}

/// Who waits to have a thread end waits for one that is not there.
bool joins_nobody(Survey& survey) {
    Thread& thread = *first<Thread>(survey, receives).item;
    thread.unlink();
    thread.doing = Doing::join;
    thread.joining = abi::threads_per_process;
    return true;
}

/// Who holds an interrupt has ended and is still remembered.
bool interrupt(Survey& survey) {
    for (auto& line : Inside::lines(survey.kernel.interrupts))
        if (line.thread) return line.thread = line.thread->process->thread(threads_in_first_page), true;
    return false;
}

/// A handler is said to run on a thread's stack, and none does.
bool held_back(Survey& survey) {
    first<Thread>(survey, receives).item->held_back = true;
    return true;
}

/// Rings for another process than it is set for.
bool alarm(Survey& survey) {
    Process& process = init_of(survey);
    survey.kernel.timer.set_alarm(process, Ticks{~std::uint64_t{0} - 1});
    process.alarm.process = nullptr;
    return true;
}

constexpr Fault faults[] = {
    {"state", state},
    {"not_ready", not_ready},
    {"live_threads", live_threads},
    {"page_waiters", page_waiters},
    {"joins_nobody", joins_nobody},
    {"faulted", faulted},
    {"interrupt", interrupt},
    {"held_back", held_back},
    {"alarm", alarm},
};

}  // namespace

std::span<const Fault> thread_faults() { return faults; }

}  // namespace freehold::kernel::audit
