// SPDX-License-Identifier: Apache-2.0
// Servers: no two have one address or one serial, and a free slot holds nothing.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

/// Those that live, to hold each against the others. Too many for the kernel's stack.
struct Named {
    const Process* process;
    const Server* server;
};
constinit std::array<Named, Memory::pids * servers_per_process> living{};

void check_unique(const Named& one, std::size_t others) {
    const Subject about = subject(*one.process, *one.server);
    for (std::size_t i = 0; i < others; ++i) {
        const Server& other = *living[i].server;
        require(one.server->sid != other.sid || one.server->sid == abi::Sid{}, about,
                "has the address of a server of pid ", Word{living[i].process->pid.raw()});
        require(one.server->serial != other.serial, about, "has the serial of a server of pid ",
                Word{living[i].process->pid.raw()});
    }
}

void check_living(Survey& survey, const Process& process, const Server& server) {
    const Subject about = subject(process, server);
    require(server.owner == &process, about, "says that another process owns it");
    require(!process.ended, about, "lives and its process has ended");
    require(server.serial != 0 && server.serial <= survey.kernel.server_serial, about, "has a serial from the future");
    const bool is_named = server.sid != abi::Sid{};  // one that is being closed is not
    require(is_named || survey.may_be_in_hand(survey.servers_closing), about, "has no address");
}

}  // namespace

void check_servers(Survey& survey) {
    std::size_t count = 0;
    survey.each_process([&](Process& process) {
        for (const Server& server : process.servers) {
            if (!server.owner) {
                const bool empty = server.queue.empty() && server.deferred.empty() && server.received.empty() &&
                                   server.receivers.empty() && !server.linked();
                require(empty, subject(process, server), "is none and holds something");
                continue;
            }
            check_living(survey, process, server);
            living[count] = {&process, &server};
            check_unique(living[count], count);
            ++count;
        }
    });
}

}  // namespace freehold::kernel::audit
