// SPDX-License-Identifier: Apache-2.0
// Threads: each stands where its state says, and what it waits for can come.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

bool lives(const Thread& thread) { return thread.doing != Doing::nothing && thread.doing != Doing::gone; }

/// The list that a thread stands in by its state.
In due(const Thread& thread) {
    switch (thread.doing) {
        case Doing::running: return In::ready;
        case Doing::receive: return In::receivers;
        case Doing::connect: return In::connecting;
        case Doing::note: return In::note_waiters;
        case Doing::event: return In::event_waiters;
        case Doing::fault: return In::fault_waiters;
        default: return In::none;
    }
}

const char* name_of(In in) {
    constexpr const char* names[] = {"no list",      "ready",         "receivers",    "connecting",
                                     "note_waiters", "event_waiters", "fault_waiters"};
    return names[static_cast<unsigned>(in)];
}

/// Has the hart, will have it next, or goes on when the handler on its stack has ended: without a place in a list.
bool is_off_list(Kernel& kernel, const Thread& thread) {
    return &thread == kernel.scheduler.current() || &thread == Inside::next(kernel.scheduler) || thread.held_back;
}

void check_list(Survey& survey, const Place<Thread>& place) {
    const Thread& thread = *place.item;
    const In in = place.mark();
    // Whatever became of it meanwhile, who runs a call keeps a turn until its end.
    const bool runs_call = &thread == survey.kernel.scheduler.kept();
    In wanted = runs_call ? In::ready : due(thread);
    if (!runs_call && wanted == In::ready && is_off_list(survey.kernel, thread)) wanted = In::none;
    if (wanted == In::receivers && in == In::none && survey.may_be_in_hand(survey.receivers_in_hand)) return;
    if (wanted == In::ready && in == In::none && survey.may_be_in_hand(survey.threads_starting)) return;
    require(in == wanted, subject(place), "by its state it stands in ", name_of(wanted), ", and it is in ",
            name_of(in));
}

/// Who can wake it?
void check_wait(const Survey& survey, const Place<Thread>& place) {
    const Thread& thread = *place.item;
    Process& process = *place.process;
    const Thread* const joined = thread.doing == Doing::join ? process.thread(thread.joining) : nullptr;
    switch (thread.doing) {
        case Doing::reply:
            return require(thread.message.to, subject(place), "waits for an answer and has sent nothing");
        case Doing::gone:
            return require(thread.message.to && thread.message.received && thread.message.borrows(), subject(place),
                           "has ended and is kept without a loan");
        case Doing::note: return require(process.outstanding != 0, subject(place), "waits for a note and all are free");
        case Doing::join:
            return require(joined && joined != &thread && lives(*joined), subject(place),
                           "waits for the end of no thread");
        case Doing::event: return require(!process.event, subject(place), "waits for an event that has happened");
        case Doing::fault:
            return require(process.excepted && process.excepted != &thread, subject(place),
                           "waits for an exception handler that does not run");
        case Doing::connect:
            survey.each_server([&](const Process&, const Server& server) {
                require(server.sid != thread.wanted, subject(place), "waits for a server that is there");
            });
            return;
        default: return;
    }
}

void check_thread(Survey& survey, const Place<Thread>& place) {
    const Thread& thread = *place.item;
    check_list(survey, place);
    if (thread.doing == Doing::nothing) return;
    require(thread.process == place.process && thread.tid == place.number, subject(place), "calls itself another");
    require(!place.process->ended || thread.doing == Doing::gone, subject(place), "lives and its process has ended");
    check_wait(survey, place);
}

/// What is counted so as not to look: half-way through a call the count may be behind.
void check_counters(const Survey& survey, const Process& process, unsigned live, unsigned page_waiters) {
    if (survey.in_call || process.ended) return;
    require(process.live_threads == live, subject(process), live, " threads live, and it counts ",
            process.live_threads);
    require(process.page_waiters == page_waiters, subject(process), page_waiters,
            " threads wait for pages, and it counts ", process.page_waiters);
}

/// Who has the hart, or has it next, is nowhere else.
void check_chosen(const Survey& survey, const Thread* chosen, const char* what) {
    if (!chosen) return;
    const Place<Thread> place = place_of<Thread>(survey, chosen);
    require(place.item, {kernel_pid}, what, " is no thread");
    require(chosen->doing == Doing::running, subject(place), what, " cannot run");
    require(place.mark() == In::none, subject(place), what, " stands in a list too");
}

}  // namespace

void check_threads(Survey& survey) {
    Scheduler& scheduler = survey.kernel.scheduler;
    check_chosen(survey, scheduler.current(), "who has the hart");
    check_chosen(survey, Inside::next(scheduler), "who has it next");
    require(!Inside::helper(scheduler), {kernel_pid}, "a thread helps, and there is no call");
    require(survey.in_call == (scheduler.kept() != nullptr), {kernel_pid},
            "a thread is kept for a call that there is not");
    survey.each_process([&](Process& process) {
        unsigned live = 0, page_waiters = 0;
        each_place<Thread>(process, [&](Thread& thread, unsigned number) {
            check_thread(survey, {&thread, &process, number});
            if (number != 0 && lives(thread)) ++live;
            if (thread.doing == Doing::page) ++page_waiters;
        });
        check_counters(survey, process, live, page_waiters);
    });
}

}  // namespace freehold::kernel::audit
