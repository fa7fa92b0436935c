// SPDX-License-Identifier: Apache-2.0
#include "kernel/servers.hpp"

#include "kernel/messages.hpp"
#include "kernel/name.hpp"

namespace freehold::kernel {
namespace {

Server* find_server(Kernel& kernel, const abi::Sid& sid) {
    if (sid == abi::Sid{}) return nullptr;  // nobody's, and those' that are being closed
    Server* found = nullptr;
    kernel.each_process([&](Process& each) {
        if (Server* const own = own_server(each, sid)) found = own;
    });
    return found;
}

Server* server_of(Kernel& kernel, const Connection& connection) {
    Process* const owner = kernel.find(connection.pid);
    if (!owner) return nullptr;
    Server& server = owner->servers[connection.slot];
    return server.owner && server.serial == connection.serial ? &server : nullptr;
}

}  // namespace

std::expected<void, abi::Errno> create_server(Kernel& kernel, Process& process, const abi::Sid& sid) {
    if (sid == abi::Sid{}) return std::unexpected{abi::Errno::invalid_argument};
    char name[16];
    if (!kernel.powers.may_serve(name_in(process.name, name), sid)) return std::unexpected{abi::Errno::access_denied};
    if (find_server(kernel, sid)) return std::unexpected{abi::Errno::server_exists};
    for (Server& slot : process.servers) {
        if (slot.owner) continue;
        slot.sid = sid;
        slot.owner = &process;
        slot.serial = ++kernel.server_serial;
        kernel.connecting.each([&](Thread& waiting) {
            if (waiting.wanted != sid) return;
            waiting.unlink();
            const auto made = connect(kernel, *waiting.process, sid);
            kernel.scheduler.answer(waiting, made ? Reply{abi::Tag::connection_id, {*made}} : Reply{made.error()});
        });
        return {};
    }
    return std::unexpected{abi::Errno::out_of_memory};
}

std::expected<void, abi::Errno> destroy_server(Kernel& kernel, Process& process, const abi::Sid& sid) {
    Server* const server = own_server(process, sid);
    if (!server) return std::unexpected{abi::Errno::server_not_found};
    if (!server->received.empty()) return std::unexpected{abi::Errno::server_queue_full};
    close(kernel, *server);
    return {};
}

Server* own_server(Process& process, const abi::Sid& sid) {
    for (Server& each : process.servers)
        if (each.owner && each.sid == sid) return &each;
    return nullptr;
}

std::expected<Word, abi::Errno> connect(Kernel& kernel, Process& process, const abi::Sid& sid) {
    const Server* const server = find_server(kernel, sid);
    if (!server) return std::unexpected{abi::Errno::server_not_found};
    const Connection wanted{server->owner->pid, static_cast<std::uint8_t>(server - server->owner->servers),
                            server->serial};
    Connection* vacant = nullptr;
    for (Connection& each : process.connections) {
        if (each.pid == wanted.pid && each.slot == wanted.slot && each.serial == wanted.serial)
            return static_cast<Word>(&each - process.connections) + 1;
        if (!vacant && each.pid == nobody) vacant = &each;
    }
    if (!vacant) return std::unexpected{abi::Errno::out_of_memory};
    *vacant = wanted;
    return static_cast<Word>(vacant - process.connections) + 1;
}

void connect_or_wait(Kernel& kernel, Thread& thread, const abi::Sid& sid) {
    if (const auto made = connect(kernel, *thread.process, sid)) return thread.answer(abi::Tag::connection_id, *made);
    else if (made.error() != abi::Errno::server_not_found) return thread.answer(made.error());
    thread.wanted = sid;
    kernel.scheduler.stop(thread, Doing::connect);
    kernel.connecting.push_back(thread);
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
