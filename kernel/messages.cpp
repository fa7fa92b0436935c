// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/errors.hpp"
#include "kernel/memory_call.hpp"
#include "kernel/servers.hpp"

namespace freehold::kernel {
namespace {

Message* with_token(Thread* first, unsigned count, Word token) {
    for (Thread* each = first; each != first + count; ++each)
        if (each->message.token == token && each->message.received) return &each->message;
    return nullptr;
}

/// The message of a process' thread that has this token, if one waits for its answer. Looks at each of its threads.
Message* thread_message(Process& home, Word token) {
    if (Message* const found = with_token(home.first_threads(), threads_in_first_page, token)) return found;
    for (Thread* const page : home.further)
        if (Message* const found = page ? with_token(page, threads_per_page, token) : nullptr) return found;
    return nullptr;
}

/// A notice's token has the pid of the process that has ended behind the kernel's own.
[[gnu::noinline, gnu::cold]] Message* notice(Kernel& kernel, Word token) {
    const Word pid = token >> notice_pid_shift & 0xff;
    Process* const ended = pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
    if (!ended) return nullptr;
    for (Message& each : ended->notices)
        if (each.token == token && each.received) return &each;
    return nullptr;
}

/// The quota is used up, or the process' memory is: who can wait starts again when one of its messages has arrived.
[[gnu::noinline, gnu::cold]] void wait_for_note(Kernel& kernel, Thread& thread, bool wait) {
    if (!wait) return thread.answer(abi::Errno::server_queue_full);
    if (thread.process->outstanding == 0) return thread.answer(abi::Errno::out_of_memory);
    thread.restart_call();
    kernel.scheduler.stop(thread, Doing::note);
    thread.process->note_waiters.push_back(thread);
}

/// Takes the pages that a message is to carry away from its sender. A gift for which its receiver has no room is refused.
Expected<VirtPages> pack(Kernel& kernel, const Process& home, const Server& server, const SendRequest& request) {
    const Journey journey = request.kind == abi::Send::move ? Journey::gift : Journey::loan;
    const auto parcel = kernel.memory.detach(home.pid, VirtAddr{request.argument[0]}, Bytes{request.argument[1]},
                                             journey, rights_of(request.kind));
    if (!parcel) return refuse(parcel.error());
    if (journey == Journey::loan || kernel.memory.has_room(server.owner->pid, parcel->at.count())) return parcel->at;
    kernel.memory.reattach(*parcel);
    return refuse(Error::out_of_memory);
}

/// A page for a receiver that waits for it goes from one to the other without being in flight. The receiver is taken out of
/// its list before others can run, so that nobody else sends to it.
[[gnu::noinline]] void lend_now(Kernel& kernel, Thread& thread, Server& server, const SendRequest& request) {
    const MemoryCall turn{kernel};
    Thread& receiver = *server.receivers.pop_front();
    const auto loan = kernel.memory.lend_page(thread.process->pid, VirtAddr{request.argument[0]}, receiver.process->pid,
                                              rights_of(request.kind));
    if (!loan) {
        thread.answer(number_of(loan.error()));
        return wait_again(kernel, server, receiver);
    }
    fill(thread.message, *thread.process, &thread, server, request, loan->lent.at);
    arrived_at(thread.message, loan->at);
    thread.doing = Doing::reply;  // and off the hart at the end of the memory call
    arrive(server, thread.message, receiver);
    kernel.scheduler.hand_over(thread, receiver);
}

/// All that is more than a scalar which waits for its answer in its sender's own context.
[[gnu::noinline]] void send_further(Kernel& kernel, Thread& thread, Server& server, const SendRequest& request) {
    Process& home = *thread.process;
    const MemoryCall turn{kernel, request.carries_memory() || (!request.blocks() && home.free_notes.empty())};
    VirtPages parcel;
    if (request.carries_memory()) {
        const auto packed = pack(kernel, home, server, request);
        if (!packed) return thread.answer(number_of(packed.error()));
        parcel = *packed;
    }
    const bool blocks = request.blocks();
    Message* const message = blocks ? &thread.message : take_note(kernel, home);
    if (!message) {
        if (request.carries_memory()) kernel.memory.reattach({home.pid, parcel});
        return wait_for_note(kernel, thread, request.wait);
    }
    fill(*message, home, blocks ? &thread : nullptr, server, request, parcel);
    if (blocks) {
        kernel.scheduler.stop(thread, Doing::reply);
        return (void)post(kernel, server, *message);
    }
    ++home.outstanding;
    const auto sent = post(kernel, server, *message);
    sent ? thread.answer(abi::Tag::ok) : thread.answer(number_of(sent.error()));
}

}  // namespace

void send(Kernel& kernel, Thread& thread, const SendRequest& request) {
    Process& home = *thread.process;
    Server* const server = connected(kernel, home, request.connection);
    if (!server) return thread.answer(abi::Errno::server_not_found);
    if (request.kind != abi::Send::blocking_scalar) {
        if (request.lends_page() && !server->receivers.empty()) return lend_now(kernel, thread, *server, request);
        return send_further(kernel, thread, *server, request);
    }
    fill(thread.message, home, &thread, *server, request, {});
    kernel.scheduler.stop_running(Doing::reply);
    Thread* const receiver = server->receivers.pop_front();
    if (!receiver) return server->queue.push_back(thread.message);
    arrive(*server, thread.message, *receiver);
    kernel.scheduler.hand_over(thread, *receiver);
}

void receive(Kernel& kernel, Thread& thread, Server& server, bool wait) {
    if (has_next(server) && serve(kernel, server, thread)) return;
    if (!wait) return thread.answer(abi::Tag::none);
    kernel.scheduler.stop(thread, Doing::receive);
    server.receivers.push_back(thread);
}

Message* owed(Kernel& kernel, const Process& server, Word token) {
    const Word pid = token >> abi::sender_pid_shift & 0xff;
    Process* const home = pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
    Message* const message = home                      ? thread_message(*home, token)
                             : pid == kernel_pid.raw() ? notice(kernel, token)
                                                       : nullptr;
    return message && message->to->owner == &server ? message : nullptr;
}

std::expected<void, abi::Errno> return_memory(Kernel& kernel, Message& message, const ReturnRequest& request) {
    const MemoryCall turn{kernel};
    if (!message.borrows()) return std::unexpected{abi::Errno::invalid_argument};
    if (request.address != message.at.first().address().raw() || request.length != message.at.bytes().raw())
        return std::unexpected{abi::Errno::bad_address};
    if (const auto back = take_home(kernel, message); !back) return std::unexpected{number_of(back.error())};
    if (Thread* const sender = finish(kernel, message)) {
        sender->answer(abi::Tag::memory_returned, request.offset, request.valid);
        kernel.scheduler.give_back(*sender);
    }
    return {};
}

bool owes_answer(const Process& server, Process& sender) {
    bool found = false;
    sender.each_thread(
        [&](Thread& each) { found = found || (each.message.received && each.message.to->owner == &server); });
    return found;
}

}  // namespace freehold::kernel
