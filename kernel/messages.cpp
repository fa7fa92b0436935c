// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/errors.hpp"
#include "kernel/servers.hpp"

namespace freehold::kernel {
namespace {

Message* thread_message(Kernel& kernel, Word pid, Word tid) {
    Process* const home = pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
    Thread* const sender = home && tid != 0 ? home->thread(tid) : nullptr;
    return sender ? &sender->message : nullptr;
}

/// A notice's serial number is the pid of the process that has ended, and which of its notices it is.
Message* notice(Kernel& kernel, Word token) {
    const Word pid = token >> 8 & 0xff, n = token & 0xff;
    Process* const ended = pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
    return ended && n < watches_per_process ? &ended->notices[n] : nullptr;
}

/// The message that a server was given this token for, or none.
Message* owed(Kernel& kernel, Process& server, Word token) {
    const Word pid = token >> abi::sender_pid_shift, tid = token >> 16 & 0xff;
    Message* const message = pid == kernel_pid.raw() ? notice(kernel, token) : thread_message(kernel, pid, tid);
    const bool matches = message && message->received && message->to->owner == &server && message->token() == token;
    return matches ? message : nullptr;
}

/// The quota is used up, or the process' memory is: who can wait starts again when one of its messages has arrived.
std::optional<Reply> wait_for_note(Kernel& kernel, Thread& thread, bool wait) {
    if (!wait) return abi::Errno::server_queue_full;
    if (thread.process->outstanding == 0) return abi::Errno::out_of_memory;
    thread.restart_call();
    kernel.scheduler.stop(thread, Doing::note);
    return std::nullopt;
}

}  // namespace

std::optional<Reply> send(Kernel& kernel, Thread& thread, const SendRequest& request) {
    Process& home = *thread.process;
    Server* const server = connected(kernel, home, request.connection);
    if (!server) return abi::Errno::server_not_found;
    const bool blocks = request.kind != abi::Send::move && request.kind != abi::Send::scalar;

    VirtPages parcel;
    if (request.kind <= abi::Send::move) {
        const auto detached = kernel.memory.detach(home.pid, VirtAddr{request.argument[0]}, Bytes{request.argument[1]},
                                                   request.kind == abi::Send::move ? Journey::gift : Journey::loan);
        if (!detached) return number_of(detached.error());
        parcel = detached->at;
    }
    Message* const message = blocks ? &thread.message : take_note(kernel, home);
    if (!message) {
        if (request.kind == abi::Send::move) kernel.memory.reattach({home.pid, parcel});
        return wait_for_note(kernel, thread, request.wait);
    }
    *message = fill(home, blocks ? &thread : nullptr, *server, request, parcel);
    if (blocks) kernel.scheduler.stop(thread, Doing::reply);
    else ++home.outstanding;
    post(kernel, *server, *message);
    return blocks ? std::nullopt : std::optional{Reply{}};
}

std::optional<Reply> receive(Kernel& kernel, Thread& thread, const abi::Sid& sid, bool wait) {
    Server* const server = own_server(*thread.process, sid);
    if (!server) return abi::Errno::server_not_found;
    Reply envelope;
    while (Message* const message = server->queue.front())
        if (deliver(kernel, *server, *message, thread, envelope)) return envelope;
    if (!wait) return Reply{abi::Tag::none, {}};
    kernel.scheduler.stop(thread, Doing::receive);
    server->receivers.push_back(thread);
    return std::nullopt;
}

Reply return_scalar(Kernel& kernel, Process& server, Word token, const Reply& answer) {
    Message* const message = owed(kernel, server, token);
    if (!message) return abi::Errno::process_not_found;
    if (message->borrows()) return abi::Errno::invalid_argument;
    finish(kernel, *message, answer);
    return {};
}

Reply return_memory(Kernel& kernel, Process& server, const ReturnRequest& request) {
    Message* const message = owed(kernel, server, request.token);
    if (!message) return abi::Errno::process_not_found;
    if (!message->borrows()) return abi::Errno::invalid_argument;
    if (request.address != message->at.first().address().raw() || request.length != message->at.bytes().raw())
        return abi::Errno::bad_address;
    if (const auto back = take_home(kernel, *message); !back) return number_of(back.error());
    finish(kernel, *message, {abi::Tag::memory_returned, {request.offset, request.valid}});
    return {};
}

Server* server_owing(Kernel& kernel, Process& process, Word token) {
    Message* const message = owed(kernel, process, token);
    return message ? message->to : nullptr;
}

bool owes_answer(Process& process, XousPid sender) {
    bool found = false;
    for (Server& server : process.servers)
        server.received.each([&](Message& message) { found = found || message.from == sender; });
    return found;
}

}  // namespace freehold::kernel
