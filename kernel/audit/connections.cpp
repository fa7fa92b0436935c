// SPDX-License-Identifier: Apache-2.0
// Connections: each leads to a server that there is or was, and no process has two to one.
#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

void check_connection(const Survey& survey, const Connection& connection, const Subject& about) {
    require(survey.is_listed(connection.pid), about, "leads to pid ", Word{connection.pid.raw()});
    require(connection.slot < servers_per_process, about, "leads to server ", Word{connection.slot});
    require(connection.serial != 0 && connection.serial <= survey.kernel.server_serial, about,
            "leads to a server that there was not yet");
    require(connection.giver == nobody || survey.is_listed(connection.giver), about, "is a gift of pid ",
            Word{connection.giver.raw()});
    survey.each_server([&](const Process& owner, const Server& server) {
        const bool there = owner.pid == connection.pid && &server == owner.servers + connection.slot;
        require(there || server.serial != connection.serial, about, "leads elsewhere than to the server of its serial");
    });
}

}  // namespace

void check_connections(Survey& survey) {
    survey.each_process([&](const Process& process) {
        if (process.ended) return;  // nobody uses them any more
        const Connection* const end = process.connections + abi::connections_per_process;
        for (const Connection* each = process.connections; each != end; ++each) {
            if (each->pid == nobody) continue;
            const Subject about{process.pid, "connection", static_cast<Word>(each - process.connections) + 1};
            check_connection(survey, *each, about);
            const auto is_other = [&](const Connection& other) {
                return other.pid != nobody && other.serial == each->serial;
            };
            require(std::none_of(static_cast<const Connection*>(process.connections), each, is_other), about,
                    "leads to the same server as another");
        }
    });
}

}  // namespace freehold::kernel::audit
