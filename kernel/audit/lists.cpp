// SPDX-License-Identifier: Apache-2.0
// Every list: its links lead both ways, to what may stand in it, and to each once. Where all do, nothing stands in two lists.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

/// Calls `visit(link)` for each link; it is to stop at what is none of the list's. @param name as in "its queue"
void walk(const auto& list, const Subject& owner, const char* name, auto&& visit) {
    const Link& head = Inside::head(list);
    if (!head.before && !head.after) return;  // as it was made
    const Link* before = &head;
    for (const Link* at = head.after; at != &head; before = at, at = at->after) visit(at, before);
    require(head.before == before, owner, name, " ends at another than its last");
}

/// Threads or messages: each that is met is marked. One that was met before stands in two lists, or the list in a loop.
template <class T>
void walk_places(const Survey& survey, const List<T>& list, const Subject& owner, const char* name, In in,
                 auto&& visit) {
    walk(list, owner, name, [&](const Link* at, const Link* before) {
        const Place<T> place = place_of<T>(survey, at);
        require(place.item, owner, name, " leads to what cannot be in it");
        require(at->before == before, subject(place), "links do not lead back in ", name, " of pid ",
                Word{owner.pid.raw()});
        require(place.mark() == In::none, subject(place), "stands in a list and in ", name, " of pid ",
                Word{owner.pid.raw()});
        place.mark() = in;
        visit(place);
    });
}

void check_server(const Survey& survey, const Process& process, Server& server) {
    const Subject owner = subject(process, server);
    const auto is_to = [&](bool received) {
        return [&server, received](const Place<Message>& place) {
            require(place.item->to == &server, subject(place), "stands in a list of another server than it is to");
            require(place.item->received == received, subject(place),
                    received ? "is owed an answer and not received" : "is received and still queued");
        };
    };
    walk_places(survey, server.queue, owner, "the queue", In::queue, is_to(false));
    walk_places(survey, server.deferred, owner, "the list of deferred", In::deferred, is_to(false));
    walk_places(survey, server.received, owner, "the list of received", In::received, is_to(true));
    walk_places(survey, server.receivers, owner, "the list of receivers", In::receivers,
                [&](const Place<Thread>& place) {
                    require(place.process == &process, subject(place), "receives from a server of another process");
                });
}

void check_process(const Survey& survey, Process& process) {
    const auto is_own = [&](const auto& place) {
        require(place.process == &process, subject(place), "stands in a list of pid ", Word{process.pid.raw()});
    };
    for (Server& server : process.servers) check_server(survey, process, server);
    walk_places(survey, process.ready, subject(process), "the list of ready threads", In::ready, is_own);
    walk_places(survey, process.connecting, subject(process), "the list of who connects", In::connecting, is_own);
    walk_places(survey, process.note_waiters, subject(process), "the list of who waits for a note", In::note_waiters,
                is_own);
    walk_places(survey, process.event_waiters, subject(process), "the list of who waits for an event",
                In::event_waiters, is_own);
    walk_places(survey, process.fault_waiters, subject(process), "the list of who has faulted", In::fault_waiters,
                is_own);
    if (process.ended) return;  // its notes are not given out any more
    walk_places(survey, process.free_notes, subject(process), "the list of free notes", In::free_notes, is_own);
}

/// Round robin goes over just those that have somebody ready.
void check_turns(Survey& survey) {
    std::array<bool, Memory::pids> has_turn{};
    constexpr Subject owner{kernel_pid};
    walk(Inside::turns(survey.kernel.scheduler), owner, "the round of processes",
         [&](const Link* at, const Link* before) {
             Process* const process = process_behind(survey, at);
             require(process && static_cast<const Link*>(process) == at, owner,
                     "the round of processes leads to what is none");
             require(at->before == before, subject(*process), "links do not lead back in the round of processes");
             require(!has_turn[process->pid.raw()], subject(*process), "has two turns in a round");
             has_turn[process->pid.raw()] = true;
         });
    const Process* const now = Inside::owner(survey.kernel.scheduler);
    survey.each_process([&](const Process& process) {
        const bool due = !process.ready.empty() && &process != now;
        require(has_turn[process.pid.raw()] == due, subject(process),
                due ? "has threads ready and no turn" : "has a turn and nobody ready");
    });
    require(!now || survey.process(now->pid) == now, owner, "the turn is that of no process");
}

/// The slot that a link is, or none.
Server* server_at(const Survey& survey, const Link* link) {
    if (Process* const process = process_behind(survey, link))
        for (Server& each : process->servers)
            if (static_cast<const Link*>(&each) == link) return &each;
    return nullptr;
}

/// Each server that has an address is found by it, and no other.
void check_index(Survey& survey) {
    constexpr Subject owner{kernel_pid};
    unsigned found = 0, named = 0;
    for (const List<Server>& list : Inside::lists(survey.kernel.servers))
        walk(list, owner, "the index of servers", [&](const Link* at, const Link* before) {
            const Server* const server = server_at(survey, at);
            require(server && server->owner, owner, "the index of servers leads to what is none");
            require(at->before == before, subject(*server->owner, *server), "links do not lead back in the index");
            // In one list of the index once: else the count below is passed before the list ends.
            require(++found <= Memory::pids * servers_per_process, owner, "the index of servers has no end");
        });
    survey.each_server([&](const Process& process, const Server& server) {
        if (server.sid == abi::Sid{}) return require(!server.linked(), subject(process, server), "is closed and found");
        require(survey.kernel.servers.find(server.sid) == &server, subject(process, server),
                "is not found by its address");
        ++named;
    });
    require(found == named, owner, found, " servers are in the index, and ", named, " live");
}

}  // namespace

void check_lists(Survey& survey) {
    marks<Thread> = {};
    marks<Message> = {};
    survey.each_process([&](Process& process) { check_process(survey, process); });
    check_turns(survey);
    check_index(survey);
}

}  // namespace freehold::kernel::audit
