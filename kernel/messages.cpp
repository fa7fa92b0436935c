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
Message* owed(Kernel& kernel, const Process& server, Word token) {
    const Word pid = token >> abi::sender_pid_shift, tid = token >> 16 & 0xff;
    Message* const message = pid == kernel_pid.raw() ? notice(kernel, token) : thread_message(kernel, pid, tid);
    const bool matches = message && message->received && message->token == token && message->to->owner == &server;
    return matches ? message : nullptr;
}

/// The quota is used up, or the process' memory is: who can wait starts again when one of its messages has arrived.
[[gnu::noinline]] void wait_for_note(Kernel& kernel, Thread& thread, bool wait) {
    if (!wait) return thread.answer(abi::Errno::server_queue_full);
    if (thread.process->outstanding == 0) return thread.answer(abi::Errno::out_of_memory);
    thread.restart_call();
    kernel.scheduler.stop(thread, Doing::note);
}

/// Takes the pages that a message is to carry away from its sender.
[[gnu::noinline]] Expected<VirtPages> pack(Kernel& kernel, const Process& home, const SendRequest& request) {
    const Journey journey = request.kind == abi::Send::move ? Journey::gift : Journey::loan;
    const auto parcel =
        kernel.memory.detach(home.pid, VirtAddr{request.argument[0]}, Bytes{request.argument[1]}, journey);
    return parcel ? Expected<VirtPages>{parcel->at} : refuse(parcel.error());
}

}  // namespace

void send(Kernel& kernel, Thread& thread, const SendRequest& request) {
    Process& home = *thread.process;
    Server* const server = connected(kernel, home, request.connection);
    if (!server) return thread.answer(abi::Errno::server_not_found);

    VirtPages parcel;
    if (request.carries_memory()) {
        const auto packed = pack(kernel, home, request);
        if (!packed) return thread.answer(number_of(packed.error()));
        parcel = *packed;
    }
    const bool blocks = request.blocks();
    Message* const message = blocks ? &thread.message : take_note(kernel, home);
    if (!message) {
        if (request.carries_memory()) kernel.memory.reattach({home.pid, parcel});
        return wait_for_note(kernel, thread, request.wait);
    }
    fill(*message, home, blocks ? &thread : nullptr, *server, request, parcel);
    if (blocks) {
        kernel.scheduler.stop(thread, Doing::reply);
    } else {
        ++home.outstanding;
        thread.answer(abi::Tag::ok);
    }
    post(kernel, *server, *message);
}

void receive(Kernel& kernel, Thread& thread, Server& server, bool wait) {
    while (Message* const message = server.queue.front())
        if (deliver(kernel, server, *message, thread)) return;
    if (!wait) return thread.answer(abi::Tag::none);
    kernel.scheduler.stop(thread, Doing::receive);
    server.receivers.push_back(thread);
}

Done return_scalar(Kernel& kernel, Process& server, Word token, const Reply& answer) {
    Message* const message = owed(kernel, server, token);
    if (!message) return std::unexpected{abi::Errno::process_not_found};
    if (message->borrows()) return std::unexpected{abi::Errno::invalid_argument};
    finish(kernel, *message, answer);
    return {};
}

Done return_memory(Kernel& kernel, Process& server, const ReturnRequest& request) {
    Message* const message = owed(kernel, server, request.token);
    if (!message) return std::unexpected{abi::Errno::process_not_found};
    if (!message->borrows()) return std::unexpected{abi::Errno::invalid_argument};
    if (request.address != message->at.first().address().raw() || request.length != message->at.bytes().raw())
        return std::unexpected{abi::Errno::bad_address};
    if (const auto back = take_home(kernel, *message); !back) return std::unexpected{number_of(back.error())};
    finish(kernel, *message, {abi::Tag::memory_returned, {request.offset, request.valid}});
    return {};
}

Server* server_owing(Kernel& kernel, const Process& process, Word token) {
    Message* const message = owed(kernel, process, token);
    return message ? message->to : nullptr;
}

bool owes_answer(Process& process, XousPid sender) {
    bool found = false;
    for (Server& server : process.servers)
        server.received.each([&](Message& message) { found = found || message.home->pid == sender; });
    return found;
}

}  // namespace freehold::kernel
