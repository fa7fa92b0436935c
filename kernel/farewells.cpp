// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

/// What becomes of messages when one of those between whom they pass is no more.
namespace freehold::kernel {
namespace {

/// Told apart by the pid of the process that has ended, and which of its notices it is.
std::uint16_t notice_serial(const Process& ended, std::size_t n) {
    return static_cast<std::uint16_t>(std::size_t{ended.pid.raw()} << 8 | n);
}

}  // namespace

void abandon(Kernel& kernel, Thread& thread) {
    Message& message = thread.message;
    if (thread.doing != Doing::reply || !message.to) return;
    if (!message.received) {
        message.unlink();
        if (message.carries_memory()) kernel.memory.reattach(parcel_of(message));
        message.to = nullptr;
    } else if (message.borrows()) {
        kernel.scheduler.stop(thread, Doing::gone);
        ++message.home->outstanding;
    } else {
        message.unlink();
        message.received = false;
        message.to = nullptr;
    }
}

void close(Kernel& kernel, Server& server) {
    server.sid =
        {};  // nobody finds it any more, and connections to it lead nowhere, while others run in the middle of this
    server.serial = ++kernel.server_serial;
    while (Message* const message = server.queue.front()) bounce(kernel, *message, abi::Errno::server_not_found);
    while (Message* const message = server.received.front()) {
        if (message->borrows()) (void)take_home(kernel, *message);
        finish(kernel, *message, abi::Errno::server_not_found);
    }
    while (Thread* const thread = server.receivers.pop_front())
        kernel.scheduler.answer(*thread, abi::Errno::server_not_found);
    server.owner = nullptr;
}

void notify_end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address) {
    std::size_t told = 0;
    kernel.each_process([&](Process& watcher) {
        for (Watch& watch : watcher.watches) {
            if (!watch.used || (watch.pid != nobody && watch.pid != process.pid)) continue;
            if (watch.pid == process.pid) watch.used = false;
            Server& server = watcher.servers[watch.slot];
            if (!server.owner || told == watches_per_process) continue;
            Message& message = process.notices[told];
            const Word words[] = {process.pid.raw(), static_cast<Word>(cause), code, address};
            fill(message, process, nullptr, server,
                 {0, abi::Send::blocking_scalar, watch.id, {words[0], words[1], words[2], words[3]}, false}, {});
            message.token = token_of(kernel_pid, 0, notice_serial(process, told++));
            ++process.outstanding;
            post(kernel, server, message);
        }
    });
}

}  // namespace freehold::kernel
