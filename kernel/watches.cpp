// SPDX-License-Identifier: Apache-2.0
#include "kernel/watches.hpp"

#include "kernel/messages.hpp"

namespace freehold::kernel {
namespace {

/// The pid of the process that has ended, and which of all messages of processes with this pid it is.
Word notice_token(Process& ended) {
    constexpr Word low = (Word{1} << notice_pid_shift) - 1;
    return token_of(kernel_pid, Word{ended.pid.raw()} << notice_pid_shift | (++ended.last_serial & low));
}

unsigned watchers_of(Kernel& kernel, XousPid pid) {
    unsigned count = 0;
    kernel.each_process([&](const Process& each) {
        for (const Watch& watch : each.watches) count += watch.used && watch.pid == pid;
    });
    return count;
}

/// Sends one of its notices to who watches a process.
void tell(Kernel& kernel, Process& ended, Message& notice, Server& server, Word id, const Word (&words)[4]) {
    fill(notice, ended, nullptr, server,
         {0, abi::Send::blocking_scalar, id, {words[0], words[1], words[2], words[3]}, false}, {});
    notice.token = notice_token(ended);
    ++ended.outstanding;
    (void)post(kernel, server, notice);  // carries no memory, so it cannot fail
}

}  // namespace

std::expected<void, abi::Errno> watch_ended(Kernel& kernel, Process& ended, Server& server, Word id) {
    const Message& first = ended.notices[0];
    if (!first.home) return std::unexpected{abi::Errno::process_not_found};  // nobody was told how it ended
    for (Message& each : ended.notices)
        if (!each.to) {
            const Word words[] = {first.argument[0], first.argument[1], first.argument[2], first.argument[3]};
            tell(kernel, ended, each, server, id, words);
            return {};
        }
    return std::unexpected{abi::Errno::out_of_memory};
}

std::expected<void, abi::Errno> add_watch(Kernel& kernel, Process& watcher, XousPid pid, const Server& server,
                                          Word id) {
    const unsigned most = pid == nobody ? watchers_of_all : watchers_of_one;
    if (watchers_of(kernel, pid) == most) return std::unexpected{abi::Errno::out_of_memory};
    for (Watch& each : watcher.watches) {
        if (each.used) continue;
        each = {true, pid, static_cast<std::uint8_t>(&server - watcher.servers), id};
        return {};
    }
    return std::unexpected{abi::Errno::out_of_memory};
}

void notify_end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address) {
    std::size_t told = 0;
    kernel.each_process([&](Process& watcher) {
        preemption_point();
        for (Watch& watch : watcher.watches) {
            if (!watch.used || (watch.pid != nobody && watch.pid != process.pid)) continue;
            if (watch.pid == process.pid) watch.used = false;
            Server& server = watcher.servers[watch.slot];
            if (!server.owner || told == notices_per_process) continue;
            tell(kernel, process, process.notices[told++], server, watch.id,
                 {process.pid.raw(), static_cast<Word>(cause), code, address});
        }
    });
}

}  // namespace freehold::kernel
