// SPDX-License-Identifier: Apache-2.0
// Watches: each is told at a server of its own process, of a process that there is; and no more watch one than it can tell.
#include "kernel/audit/survey.hpp"

namespace freehold::kernel::audit {
namespace {

/// How many watch each process; `nobody` stands for all.
using Watchers = std::array<unsigned, Memory::pids>;

void check_watch(const Survey& survey, const Process& process, const Watch& watch, Watchers& watchers) {
    const Subject about{process.pid, "watch", static_cast<Word>(&watch - process.watches)};
    require(watch.slot < servers_per_process && process.servers[watch.slot].owner, about, "is told at no server");
    require(watch.pid == nobody || survey.process(watch.pid), about, "is for pid ", Word{watch.pid.raw()},
            ", which is no process");
    const unsigned most = watch.pid == nobody ? watchers_of_all : watchers_of_one;
    require(++watchers[watch.pid.raw()] <= most, about, "is one more than there can be");
}

}  // namespace

void check_watches(Survey& survey) {
    Watchers watchers{};
    survey.each_process([&](const Process& process) {
        for (const Watch& watch : process.watches) {
            if (!watch.used) continue;
            require(!process.ended, subject(process), "watches and has ended");
            check_watch(survey, process, watch, watchers);
        }
    });
}

}  // namespace freehold::kernel::audit
