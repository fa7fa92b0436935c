// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/memory.hpp"
#include "abi/platform.hpp"
#include "kernel/config.hpp"
#include "kernel/thread.hpp"
#include "kernel/ticks.hpp"
#include "kernel/timer.hpp"

namespace freehold::kernel {

inline constexpr unsigned servers_per_process = 8;
inline constexpr unsigned watches_per_process = 4;
/// How many can watch every process, and how many one: a process that ends has a notice for each.
inline constexpr unsigned watchers_of_all = 6, watchers_of_one = 2;
inline constexpr unsigned notices_per_process = watchers_of_all + watchers_of_one;
inline constexpr unsigned notes_per_process = 128;
/// Connections that others may have made for a process: one giver, and all. The rest is for its own.
inline constexpr unsigned gifts_of_one = abi::connections_per_process / 2;
inline constexpr unsigned gifts_of_all = abi::connections_per_process * 3 / 4;
/// Pages of further thread contexts and of notes.
inline constexpr unsigned threads_per_page = page_bytes / sizeof(Thread);
/// As many as all threads but the first can fill.
inline constexpr unsigned further_pages = (abi::threads_per_process - 1 + threads_per_page - 1) / threads_per_page;
inline constexpr unsigned notes_per_page = page_bytes / sizeof(Message);
inline constexpr unsigned note_pages = (notes_per_process + notes_per_page - 1) / notes_per_page;

/// What the kernel remembers of a process, apart from its memory. Lies at the start of a page that is counted to it;
/// kernel/lifecycle.hpp makes and ends it. It outlives its end while something that it sent is with others (O8).
struct Process : Link {
    XousPid pid;
    XousPid parent;
    Word satp;  ///< its address space, as the hardware is told of it
    bool ended;
    std::uint8_t live_threads;
    std::uint8_t page_waiters;  ///< threads that wait for a page to come home
    bool event;                 ///< an interrupt has arrived, or the alarm, since the last WaitEvent
    std::uint16_t outstanding;  ///< messages of its own that others hold or have yet to receive
    Word last_serial;           ///< of messages that ask for an answer
    abi::Name name;
    Word powers;  ///< abi::power, from the boot image (O12)
    List<Thread> ready;
    List<Thread> connecting;     ///< threads that wait for a server to be made
    List<Thread> note_waiters;   ///< threads that wait for room among the notes
    Span debt;                   ///< time that it has used beyond its turns, and others for it
    List<Thread> event_waiters;  ///< in WaitEvent
    Alarm alarm;
    Server servers[servers_per_process];
    Connection connections[abi::connections_per_process];
    Watch watches[watches_per_process];
    Message notices[notices_per_process];  ///< that it has ended, for those who watch
    List<Message> free_notes;
    Message* notes[note_pages];
    VirtAddr exception_pc;  ///< SetExceptionHandler; 0: none
    VirtAddr exception_sp;
    Thread* excepted;  ///< the thread that runs the exception handler, and what it did before
    Frame before_exception;
    List<Thread> fault_waiters;  ///< that faulted meanwhile

    /// Runs interrupt handlers, on the stack of the thread that claimed the interrupt.
    Thread handler;
    Thread* host;           ///< that thread, while a handler runs
    std::uint8_t handling;  ///< the source

    Thread* further[further_pages];  ///< pages of contexts beyond the first

    [[nodiscard]] bool may(Word power) const { return (powers & power) != 0; }
    /// The contexts in its first page.
    [[nodiscard]] Thread* first_threads() { return reinterpret_cast<Thread*>(this + 1); }
    /// The slot of a thread, or none where its page was never needed. @param tid 1..31
    [[nodiscard]] Thread* thread(Word tid);
    void each_thread(auto&& visit) {
        for (Word tid = 1; tid <= abi::threads_per_process; ++tid)
            if (Thread* each = thread(tid); each && each->doing != Doing::nothing) visit(*each);
    }
};

inline bool Message::needs_memory() const { return carries_memory() || home->ended; }

inline constexpr unsigned threads_in_first_page = (page_bytes - sizeof(Process)) / sizeof(Thread);
static_assert(threads_in_first_page >= 1);
static_assert(threads_in_first_page + further_pages * threads_per_page >= abi::threads_per_process,
              "room for 31 threads");

inline Thread* Process::thread(Word tid) {
    const Word index = tid - 1;
    if (index < threads_in_first_page) return first_threads() + index;
    const Word further_index = index - threads_in_first_page;
    if (further_index >= further_pages * threads_per_page) return nullptr;
    Thread* const page = further[further_index / threads_per_page];
    return page ? page + further_index % threads_per_page : nullptr;
}

}  // namespace freehold::kernel
