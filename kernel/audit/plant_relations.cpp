// SPDX-License-Identifier: Apache-2.0
// Faults of who is whose: processes, parents, servers, connections, watches.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

constexpr XousPid nobodys{Memory::pids - 1};  // the last pid, which a few processes do not come to
constexpr unsigned last_server = servers_per_process - 1;

Process& neighbour(Survey& survey) { return *survey.kernel.processes[first_user_pid.raw() + 1]; }

/// A server of its that can be found; none before it has made one.
Server* open_server(Survey& survey) {
    for (Server& each : neighbour(survey).servers)
        if (each.owner && each.linked()) return &each;
    return nullptr;
}
std::uint8_t slot_of(Survey& survey, const Server& server) {
    return static_cast<std::uint8_t>(&server - neighbour(survey).servers);
}

bool pid(Survey& survey) { return neighbour(survey).pid = first_user_pid, true; }
bool satp(Survey& survey) { return neighbour(survey).satp = init_of(survey).satp, true; }
bool ended(Survey& survey) { return neighbour(survey).ended = true; }
bool forgotten(Survey& survey) { return survey.kernel.processes[first_user_pid.raw() + 1] = nullptr, true; }

/// Its parent is gone, and was not replaced.
bool parent(Survey& survey) { return neighbour(survey).parent = nobodys, true; }
bool orphan(Survey& survey) { return neighbour(survey).parent = nobody, true; }

bool server_sid(Survey& survey) {
    const Server* const server = open_server(survey);
    if (!server) return false;
    Server& last = init_of(survey).servers[last_server];
    last.owner = &init_of(survey);
    last.sid = server->sid;
    last.serial = ++survey.kernel.server_serial;
    survey.kernel.servers.add(last);
    return true;
}
bool server_serial(Survey& survey) {
    Server* const server = open_server(survey);
    return server && (server->serial += 1000, true);
}
bool server_owner(Survey& survey) {
    Server* const server = open_server(survey);
    return server && (server->owner = &init_of(survey), true);
}
bool freed_server(Survey& survey) {
    const Thread& thread = *first<Thread>(survey, receives).item;
    for (Server& server : thread.process->servers)
        if (server.receivers.front() == &thread) server.owner = nullptr;
    return true;
}

/// It lives, and nobody can find it.
bool unlisted_server(Survey& survey) {
    Server* const server = open_server(survey);
    return server && (server->unlink(), true);
}

Connection& last_connection(Survey& survey) { return init_of(survey).connections[abi::connections_per_process - 1]; }
/// To a server that will be there once others are made.
bool connection_serial(Survey& survey) {
    return last_connection(survey) = {survey.kernel.server_serial + 1, first_user_pid, 0, nobody}, true;
}
bool connection_slot(Survey& survey) {
    return last_connection(survey) = {1, first_user_pid, servers_per_process, nobody}, true;
}
bool connection_pid(Survey& survey) { return last_connection(survey) = {1, XousPid{255}, 0, nobody}, true; }
bool connection_twice(Survey& survey) {
    const Server* const server = open_server(survey);
    if (!server) return false;
    Connection* const connections = init_of(survey).connections;
    const Connection same{server->serial, neighbour(survey).pid, slot_of(survey, *server), nobody};
    return connections[30] = connections[31] = same, true;
}

/// A wish that is told nowhere, about nobody, or too often.
bool watch_server(Survey& survey) { return init_of(survey).watches[3] = {true, nobody, last_server, 0}, true; }
bool watch_pid(Survey& survey) {
    const Server* const server = open_server(survey);
    return server && (neighbour(survey).watches[3] = {true, nobodys, slot_of(survey, *server), 0}, true);
}
bool watch_often(Survey& survey) {
    const Server* const server = open_server(survey);
    if (!server) return false;
    for (Watch& watch : neighbour(survey).watches) watch = {true, nobody, slot_of(survey, *server), 0};
    return true;
}

constexpr Fault faults[] = {
    {"pid", pid},
    {"satp", satp},
    {"ended", ended},
    {"forgotten", forgotten},
    {"parent", parent},
    {"orphan", orphan},
    {"server_sid", server_sid},
    {"server_serial", server_serial},
    {"server_owner", server_owner},
    {"freed_server", freed_server},
    {"unlisted_server", unlisted_server},
    {"connection_serial", connection_serial},
    {"connection_slot", connection_slot},
    {"connection_pid", connection_pid},
    {"connection_twice", connection_twice},
    {"watch_server", watch_server},
    {"watch_pid", watch_pid},
    {"watch_often", watch_often},
};

}  // namespace

std::span<const Fault> relation_faults() { return faults; }

}  // namespace freehold::kernel::audit
