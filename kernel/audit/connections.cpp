// SPDX-License-Identifier: Apache-2.0
// Connections: each leads to a server that there is or was, and no process has two to one.
#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

bool same(const Connection& one, const Connection& other) {
    return one.pid == other.pid && one.slot == other.slot && one.serial == other.serial;
}

void check_connection(const Survey& survey, const Connection& connection, const Subject& about) {
    require(survey.is_listed(connection.pid), about, "leads to pid ", Word{connection.pid.raw()});
    require(connection.slot < servers_per_process, about, "leads to server ", Word{connection.slot});
    require(connection.serial != 0 && connection.serial <= survey.kernel.server_serial, about,
            "leads to a server that there was not yet");
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
            const auto is_other = [&](const Connection& other) { return same(*each, other); };
            require(std::none_of(static_cast<const Connection*>(process.connections), each, is_other), about,
                    "leads to the same server as another");
        }
    });
}

}  // namespace freehold::kernel::audit
