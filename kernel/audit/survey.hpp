// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/audit/finding.hpp"
#include "kernel/audit/inside.hpp"

namespace freehold::kernel::audit {

/// One look at all that the kernel remembers. The rules of each idea are a function, in a file of its name.
///
/// While a memory call is set aside (kernel/preemption.hpp), the memory manager's books are half-way through it, and so are the
/// process that it makes or ends, one message, one receiver and one new thread that are on the way to a list. What that spares is said
/// where `in_call` is asked; everything else holds at each moment at which a thread runs.
struct Survey {
    Kernel& kernel;
    const bool in_call = kernel.preemption.has_set_aside();
    /// What is between two lists: no more than one of each, and only in a call.
    unsigned messages_in_hand = 0, receivers_in_hand = 0, threads_starting = 0, servers_closing = 0,
             processes_ending = 0;

    /// Each process that has a context, ended or not.
    void each_process(auto&& visit) const {
        for (unsigned raw = first_user_pid.raw(); raw < Memory::pids; ++raw)
            if (Process* const process = kernel.processes[raw]) visit(*process);
    }
    void each_server(auto&& visit) const {
        each_process([&](Process& process) {
            for (Server& server : process.servers)
                if (server.owner) visit(process, server);
        });
    }
    /// Whether one more may be between two lists.
    [[nodiscard]] bool may_be_in_hand(unsigned& count) const { return in_call && ++count == 1; }
    [[nodiscard]] bool is_listed(XousPid pid) const { return pid.is_user() && pid.raw() < Memory::pids; }
    /// The process of a pid, ended or not; none where there is none.
    [[nodiscard]] Process* process(XousPid pid) const { return is_listed(pid) ? kernel.processes[pid.raw()] : nullptr; }
};

void check_processes(Survey&);    // processes.cpp: first, since all others follow the table of processes
void check_parents(Survey&);      // parents.cpp
void check_lists(Survey&);        // lists.cpp: marks what stands in which list
void check_threads(Survey&);      // threads.cpp
void check_messages(Survey&);     // messages.cpp
void check_notes(Survey&);        // notes.cpp
void check_servers(Survey&);      // servers.cpp
void check_connections(Survey&);  // connections.cpp
void check_watches(Survey&);      // watches.cpp
void check_events(Survey&);       // events.cpp: alarms, interrupts and their handlers
// The manager's books, not half-way through a call.
void check_contexts(Survey&);  // contexts.cpp
void check_parcels(Survey&);   // parcels.cpp
void check_memory(Memory&);    // memory.cpp

}  // namespace freehold::kernel::audit
