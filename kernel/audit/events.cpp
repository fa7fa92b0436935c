// SPDX-License-Identifier: Apache-2.0
// What comes from outside: alarms, interrupts, and the handlers that run for them on the stacks of their hosts.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

/// The process whose alarm a link is, or none.
Process* process_of_alarm(const Survey& survey, const Link* link) {
    Process* const process = process_behind(survey, link);
    return process && link == &process->alarm ? process : nullptr;
}

/// The earliest rings first, and who has ended is not rung.
void check_alarms(const Survey& survey) {
    constexpr Subject owner{kernel_pid};
    const Link& head = Inside::head(Inside::alarms(survey.kernel.timer));
    if (!head.after) return;
    std::array<bool, Memory::pids> is_set{};
    Ticks last{};
    const Link* before = &head;
    for (const Link* at = head.after; at != &head; before = at, at = at->after) {
        const Process* const process = process_of_alarm(survey, at);
        require(process, owner, "the list of alarms leads to what is none");
        require(at->before == before, subject(*process), "links do not lead back in the list of alarms");
        require(!std::exchange(is_set[process->pid.raw()], true), subject(*process), "has two alarms");
        require(process->alarm.process == process, subject(*process), "its alarm is another's");
        require(!process->ended, subject(*process), "has an alarm and has ended");
        require(last <= process->alarm.time, subject(*process), "its alarm stands behind a later one");
        last = process->alarm.time;
    }
    survey.kernel.each_process([&](const Process& process) {
        require(process.alarm.linked() == is_set[process.pid.raw()], subject(process), "has an alarm in another list");
    });
}

/// A line is claimed by a thread that lives.
void check_lines(const Survey& survey) {
    const auto& lines = Inside::lines(survey.kernel.interrupts);
    for (Word source = 0; source < lines.size(); ++source) {
        const auto& line = lines[source];
        const Subject about{kernel_pid, "interrupt", source};
        if (!line.thread) continue;
        const Place<Thread> place = place_of<Thread>(survey, line.thread);
        require(place.item, about, "is claimed by what is no thread");
        require(place.number != 0 && place.item->doing != Doing::nothing && place.item->doing != Doing::gone, about,
                "is claimed by a thread that has ended, of pid ", Word{place.process->pid.raw()});
    }
}

/// A handler runs exactly while it has a host, which is held back, and nobody else is.
void check_handler(Survey& survey, Process& process) {
    const Subject about = thread_subject(process, 0);
    require((process.handler.doing != Doing::nothing) == (process.host != nullptr), about,
            process.host ? "has a host and does nothing" : "runs and has no host");
    if (process.host) {
        const Place<Thread> host = place_of<Thread>(survey, process.host);
        require(host.item && host.process == &process && host.number != 0, about,
                "has a host that is no thread of its own");
        require(host.item->held_back, subject(host), "is a host and not held back");
    }
    bool ending = false;  // in the middle of that all its threads are held back
    each_place<Thread>(process, [&](const Thread& thread, unsigned number) {
        const bool lives = thread.doing != Doing::nothing && thread.doing != Doing::gone;
        if (!lives || !thread.held_back || &thread == process.host) return;
        ending = ending || survey.may_be_in_hand(survey.processes_ending);
        require(ending, thread_subject(process, number), "is held back for no handler");
    });
}

/// Who runs the program's own exception handler is a thread of it that lives.
void check_exception(const Process& process) {
    if (!process.excepted) return;
    bool found = false;
    each_place<Thread>(const_cast<Process&>(process), [&](const Thread& thread, unsigned number) {
        found = found || (&thread == process.excepted && number != 0 && thread.doing != Doing::nothing);
    });
    require(found, subject(process), "its exception handler runs on no thread");
}

}  // namespace

void check_events(Survey& survey) {
    check_alarms(survey);
    check_lines(survey);
    survey.each_process([&](Process& process) {
        check_handler(survey, process);
        check_exception(process);
    });
}

}  // namespace freehold::kernel::audit
