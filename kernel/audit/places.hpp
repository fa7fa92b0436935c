// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/audit/survey.hpp"

/// Where threads and messages can be: in the contexts of processes and nowhere else. What a link leads to is looked for there
/// before it is read, since a damaged list may lead anywhere.
namespace freehold::kernel::audit {

/// A thread's number is its tid, 0 for the interrupt handler's. A message's is that of its thread; then come notes and notices.
inline constexpr unsigned first_note = abi::threads_per_process + 1;
inline constexpr unsigned first_notice = first_note + notes_per_process;
inline constexpr unsigned messages_per_process = first_notice + notices_per_process;

/// Equal things, each `stride` bytes behind the one before. `number`: of the first, among those of its process.
template <class T>
struct Row {
    T* first;
    Word stride;
    unsigned count;
    unsigned number;

    [[nodiscard]] T& at(unsigned n) const { return *reinterpret_cast<T*>(reinterpret_cast<Word>(first) + n * stride); }
    /// Which of them a link is; `count` where it is none.
    [[nodiscard]] unsigned index_of(const Link* link) const {
        const Word offset = reinterpret_cast<Word>(link) - reinterpret_cast<Word>(static_cast<const Link*>(first));
        return offset % stride == 0 && offset / stride < count ? static_cast<unsigned>(offset / stride) : count;
    }
};

void each_row_of_threads(Process& process, auto&& visit) {
    visit(Row<Thread>{&process.handler, sizeof(Thread), 1, 0});
    visit(Row<Thread>{process.thread(1), sizeof(Thread), threads_in_first_page, 1});
    unsigned number = 1 + threads_in_first_page;
    for (Thread* const page : process.further) {
        const unsigned count = std::min<unsigned>(threads_per_page, first_note - number);
        if (page) visit(Row<Thread>{page, sizeof(Thread), count, number});
        number += count;
    }
}
void each_row_of_messages(Process& process, auto&& visit) {
    each_row_of_threads(process, [&](const Row<Thread>& row) {
        visit(Row<Message>{&row.first->message, row.stride, row.count, row.number});
    });
    unsigned number = first_note;
    for (Message* const page : process.notes) {
        const unsigned count = std::min(notes_per_page, first_notice - number);
        if (page) visit(Row<Message>{page, sizeof(Message), count, number});
        number += count;
    }
    visit(Row<Message>{process.notices, sizeof(Message), notices_per_process, first_notice});
}
/// Calls `visit(row)` for all of a process' threads, or messages, in use or not.
template <class T>
void each_row(Process& process, auto&& visit) {
    if constexpr (std::same_as<T, Thread>) each_row_of_threads(process, visit);
    else each_row_of_messages(process, visit);
}
/// Calls `visit(item, number)` for each.
template <class T>
void each_place(Process& process, auto&& visit) {
    each_row<T>(process, [&](const Row<T>& row) {
        for (unsigned n = 0; n < row.count; ++n) visit(row.at(n), row.number + n);
    });
}

/// The list that something was found in.
enum class In : std::uint8_t {
    none,
    ready,
    receivers,
    connecting,
    note_waiters,
    event_waiters,
    fault_waiters,
    queue,
    deferred,
    received,
    free_notes
};

template <class T>
inline constexpr unsigned places_per_process = std::same_as<T, Thread> ? first_note : messages_per_process;
/// By process and number. Too large for the kernel's stack.
template <class T>
inline constinit std::array<std::array<In, places_per_process<T>>, Memory::pids> marks{};

/// What a link belongs to; `item` is none for a link that is no T's.
template <class T>
struct Place {
    T* item = nullptr;
    Process* process = nullptr;
    unsigned number = 0;

    [[nodiscard]] In& mark() const { return marks<T>[process->pid.raw()][number]; }
};
/// The process in whose pages something lies, or none.
inline Process* process_behind(const Survey& survey, const void* at) {
    return survey.process(survey.kernel.memory.table().owner(page_behind(at)));
}
template <class T>
Place<T> place_of(const Survey& survey, const Link* link) {
    Process* const process = process_behind(survey, link);
    Place<T> found;
    if (process)
        each_row<T>(*process, [&](const Row<T>& row) {
            if (const unsigned n = row.index_of(link); n < row.count) found = {&row.at(n), process, row.number + n};
        });
    return found;
}

/// What a rule about one of them names.
inline Subject thread_subject(const Process& process, unsigned number) {
    return {process.pid, number == 0 ? "interrupt handler" : "thread", number};
}
inline Subject message_subject(const Process& process, unsigned number) {
    if (number >= first_notice) return {process.pid, "notice", number - first_notice};
    if (number >= first_note) return {process.pid, "note", number - first_note};
    return {process.pid, "message of thread", number};
}
inline Subject subject(const Place<Thread>& place) { return thread_subject(*place.process, place.number); }
inline Subject subject(const Place<Message>& place) { return message_subject(*place.process, place.number); }

}  // namespace freehold::kernel::audit
