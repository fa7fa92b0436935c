// SPDX-License-Identifier: Apache-2.0
#include "kernel/servers.hpp"

#include "kernel/messages.hpp"
#include "kernel/name.hpp"

namespace freehold::kernel {
namespace {

/// The serial number is that of no other server, and of this one only while it is there: so it says all.
Server* server_of(Kernel& kernel, const Connection& connection) {
    Process* const owner = kernel.processes[connection.pid.raw()];
    if (!owner) return nullptr;
    Server& server = owner->servers[connection.slot];
    return server.serial == connection.serial ? &server : nullptr;
}

Server* free_slot(Process& process) {
    for (Server& each : process.servers)
        if (!each.owner) return &each;
    return nullptr;
}

/// Connections to servers that are no more are free as well, once there are no others.
Connection* free_connection(Kernel& kernel, Process& process) {
    for (Connection& each : process.connections)
        if (each.pid == nobody) return &each;
    for (Connection& each : process.connections)
        if (!server_of(kernel, each)) return &each;
    return nullptr;
}

Connection connection_to(const Server& server) {
    return {server.serial, server.owner->pid, static_cast<std::uint8_t>(&server - server.owner->servers), nobody};
}

Word number_of(const Process& process, const Connection& connection) {
    return static_cast<Word>(&connection - process.connections) + 1;
}

/// Whether another may make one more connection for a process, which does not want to find all its own taken.
bool may_give(const Process& process, XousPid giver) {
    unsigned by_one = 0, by_all = 0;
    for (const Connection& each : process.connections) {
        by_all += each.pid != nobody && each.giver != nobody;
        by_one += each.pid != nobody && each.giver == giver;
    }
    return by_one < gifts_of_one && by_all < gifts_of_all;
}

/// Who waits for this address asks for it again. A process at a time, so that others can come between.
void wake_connecting(Kernel& kernel, const abi::Sid& sid) {
    for (Process* each : kernel.processes) {
        if (!each || each->connecting.empty()) continue;
        each->connecting.each([&](Thread& waiting) {
            if (waiting.wanted != sid) return;
            waiting.unlink();
            kernel.scheduler.make_ready(waiting);
        });
        preemption_point();
    }
}

}  // namespace

std::expected<Word, abi::Errno> create_server(Kernel& kernel, Process& process, const abi::Sid& sid) {
    if (sid == abi::Sid{}) return std::unexpected{abi::Errno::invalid_argument};
    char name[16];
    if (!kernel.powers.may_serve(name_in(process.name, name), sid)) return std::unexpected{abi::Errno::access_denied};
    if (kernel.servers.find(sid)) return std::unexpected{abi::Errno::server_exists};
    Server* const server = free_slot(process);
    Connection* const own = free_connection(kernel, process);
    if (!server || !own) return std::unexpected{abi::Errno::out_of_memory};
    server->sid = sid;
    server->owner = &process;
    server->serial = ++kernel.server_serial;
    kernel.servers.add(*server);
    *own = connection_to(*server);
    wake_connecting(kernel, sid);
    return number_of(process, *own);
}

std::expected<void, abi::Errno> destroy_server(Kernel& kernel, Process& process, const abi::Sid& sid) {
    Server* const server = own_server(process, sid);
    if (!server) return std::unexpected{abi::Errno::server_not_found};
    if (!server->received.empty()) return std::unexpected{abi::Errno::server_queue_full};
    close(kernel, *server);
    return {};
}

Server* own_server(Process& process, const abi::Sid& sid) {
    if (sid == abi::Sid{}) return nullptr;  // what is being closed has none
    for (Server& each : process.servers)
        if (each.owner && each.sid == sid) return &each;
    return nullptr;
}

std::expected<Word, abi::Errno> connect(Kernel& kernel, Process& process, const abi::Sid& sid, const Process* giver) {
    const Server* const server = kernel.servers.find(sid);
    if (!server) return std::unexpected{abi::Errno::server_not_found};
    for (Connection& each : process.connections)
        if (each.serial == server->serial) return number_of(process, each);
    if (giver && !may_give(process, giver->pid)) return std::unexpected{abi::Errno::out_of_memory};
    Connection* const slot = free_connection(kernel, process);
    if (!slot) return std::unexpected{abi::Errno::out_of_memory};
    *slot = connection_to(*server);
    if (giver) slot->giver = giver->pid;
    return number_of(process, *slot);
}

void connect_or_wait(Kernel& kernel, Thread& thread, const abi::Sid& sid) {
    if (const auto made = connect(kernel, *thread.process, sid)) return thread.answer(abi::Tag::connection_id, *made);
    else if (made.error() != abi::Errno::server_not_found) return thread.answer(made.error());
    thread.wanted = sid;
    thread.restart_call();
    kernel.scheduler.stop(thread, Doing::connect);
    thread.process->connecting.push_back(thread);
}

std::expected<void, abi::Errno> disconnect(Process& process, Word connection) {
    if (connection == 0 || connection > abi::connections_per_process)
        return std::unexpected{abi::Errno::server_not_found};
    Connection& slot = process.connections[connection - 1];
    if (slot.pid == nobody) return std::unexpected{abi::Errno::server_not_found};
    slot = {};
    return {};
}

Server* connected(Kernel& kernel, Process& process, Word connection) {
    if (connection == 0 || connection > abi::connections_per_process) return nullptr;
    return server_of(kernel, process.connections[connection - 1]);
}

}  // namespace freehold::kernel
