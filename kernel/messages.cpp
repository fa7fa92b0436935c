// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

#include "kernel/errors.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/servers.hpp"

namespace freehold::kernel {
namespace {

Parcel parcel_of(const Message& message) { return {message.home->pid, message.parcel}; }
Loan loan_of(const Message& message) { return {parcel_of(message), message.to->owner->pid, message.at.first()}; }

abi::Received received_kind(abi::Send kind) { return static_cast<abi::Received>(static_cast<Word>(kind) - 1); }

/// A free note of the process, its page claimed when it is first needed; none when the quota is used up.
Message* take_note(Kernel& kernel, Process& home) {
    if (Message* const note = home.free_notes.pop_front()) return note;
    for (Message*& page : home.notes) {
        if (page) continue;
        const auto claimed = kernel.memory.claim_context(home.pid);
        if (!claimed) return nullptr;
        page = seen<Message>(*claimed);
        for (unsigned i = 0; i < notes_per_page; ++i) home.free_notes.push_back(page[i]);
        return home.free_notes.pop_front();
    }
    return nullptr;
}

void free_note(Kernel& kernel, Message& note) {
    Process& home = *note.home;
    note.to = nullptr;
    --home.outstanding;
    if (home.ended) return settle(kernel, home);
    home.free_notes.push_back(note);
    home.each_thread([&](Thread& each) {
        if (each.doing == Doing::note) kernel.scheduler.make_ready(each);
    });
}

/// Pages have come home: whoever touched them meanwhile goes on.
void wake_page_waiters(Kernel& kernel, Process& process) {
    if (process.page_waiters == 0) return;
    process.page_waiters = 0;
    const auto wake = [&](Thread& each) {
        if (each.doing == Doing::page) kernel.scheduler.make_ready(each);
    };
    process.each_thread(wake);
    wake(process.handler);
}

/// The message will not arrive: what it carried goes back, and a sender who waits gets to know.
void bounce(Kernel& kernel, Message& message, abi::Errno why) {
    message.unlink();
    if (message.carries_memory()) {
        kernel.memory.reattach(parcel_of(message));
        if (!message.sender && !message.home->ended)  // it was given away: nobody expects it back
            (void)kernel.memory.unmap(message.home->pid, message.parcel.first().address(), message.parcel.bytes());
        wake_page_waiters(kernel, *message.home);
    }
    if (!message.sender) return free_note(kernel, message);
    message.to = nullptr;
    kernel.scheduler.answer(*message.sender, why);
}

/// A received message is done with: its sender goes on, or what was left of it goes.
void finish(Kernel& kernel, Message& message, const Reply& answer) {
    message.unlink();
    message.to = nullptr;
    message.received = false;
    Thread* const sender = message.sender;
    if (sender && sender->doing != Doing::gone) return kernel.scheduler.answer(*sender, answer);
    if (sender) sender->doing = Doing::nothing;
    --message.home->outstanding;
    settle(kernel, *message.home);
}

/// Maps what the message carries for the receiver, and says where. @return an error leaves the parcel with its sender
Expected<VirtPage> unpack(Kernel& kernel, const Message& message, Process& receiver) {
    if (message.kind == abi::Send::move) {
        const auto moved = kernel.memory.move(parcel_of(message), receiver.pid);
        return moved ? Expected<VirtPage>{moved->first()} : refuse(moved.error());
    }
    const Rights rights = message.kind == abi::Send::borrow ? Rights::r() : Rights::rw();
    const auto loan = kernel.memory.lend(parcel_of(message), receiver.pid, rights);
    return loan ? Expected<VirtPage>{loan->at} : refuse(loan.error());
}

/// Hands a message to a thread that receives. @return whether it arrived; if not, its sender has been told why.
bool deliver(Kernel& kernel, Server& server, Message& message, Thread& receiver, Reply& envelope) {
    envelope = {abi::Tag::message_envelope,
                {message.token(), static_cast<Word>(received_kind(message.kind)), message.id, message.argument[0],
                 message.argument[1], message.argument[2], message.argument[3]}};
    if (message.carries_memory()) {
        const auto at = unpack(kernel, message, *receiver.process);
        if (!at) return bounce(kernel, message, number_of(at.error())), false;
        message.at = {*at, message.parcel.count()};
        envelope.value[3] = at->address().raw();
    }
    message.unlink();
    if (!message.blocks()) return free_note(kernel, message), true;
    message.received = true;
    server.received.push_back(message);
    return true;
}

Message fill(Process& home, Thread* sender, Server& to, const SendRequest& request, VirtPages parcel) {
    Message message{};
    message.home = &home;
    message.sender = sender;
    message.to = &to;
    message.kind = request.kind;
    message.tid = sender ? sender->tid : 0;
    message.serial = ++home.last_serial;
    message.from = home.pid;
    message.id = request.id;
    for (unsigned i = 0; i < 4; ++i) message.argument[i] = request.argument[i];
    message.parcel = parcel;
    return message;
}

/// To the first thread that waits for one, or to the end of the queue.
void post(Kernel& kernel, Server& server, Message& message) {
    Thread* const receiver = server.receivers.front();
    if (!receiver) return server.queue.push_back(message);
    Reply envelope;
    if (!deliver(kernel, server, message, *receiver, envelope)) return;
    receiver->unlink();
    kernel.scheduler.answer(*receiver, envelope);
}

Message* thread_message(Kernel& kernel, Word pid, Word tid) {
    Process* const home = pid < kernel.processes.size() ? kernel.processes[pid] : nullptr;
    Thread* const sender = home && tid != 0 ? home->thread(tid) : nullptr;
    return sender ? &sender->message : nullptr;
}

/// A notice's serial number is the pid of the process that has ended, and which of its notices it is.
std::uint16_t notice_serial(const Process& ended, std::size_t n) { return static_cast<std::uint16_t>(std::size_t{ended.pid.raw()} << 8 | n); }
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

}  // namespace

std::optional<Reply> send(Kernel& kernel, Thread& thread, const SendRequest& request) {
    Process& home = *thread.process;
    Server* const server = connected(kernel, home, request.connection);
    if (!server) return abi::Errno::server_not_found;
    const bool blocks = request.kind != abi::Send::move && request.kind != abi::Send::scalar;

    Message* const message = blocks ? &thread.message : take_note(kernel, home);
    if (!message) {
        if (!request.wait || home.outstanding == 0) return request.wait ? abi::Errno::out_of_memory : abi::Errno::server_queue_full;
        thread.restart_call();
        kernel.scheduler.stop(thread, Doing::note);
        return std::nullopt;
    }
    VirtPages parcel;
    if (request.kind <= abi::Send::move) {
        const auto detached = kernel.memory.detach(home.pid, VirtAddr{request.argument[0]}, Bytes{request.argument[1]},
                                                   request.kind == abi::Send::move ? Journey::gift : Journey::loan);
        if (!detached) {
            if (!blocks) home.free_notes.push_back(*message);
            return number_of(detached.error());
        }
        parcel = detached->at;
    }
    *message = fill(home, blocks ? &thread : nullptr, *server, request, parcel);
    if (blocks)
        kernel.scheduler.stop(thread, Doing::reply);
    else
        ++home.outstanding;
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
    if (const auto back = kernel.memory.give_back(loan_of(*message)); !back) return number_of(back.error());
    wake_page_waiters(kernel, *message->home);
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
    server.queue.each([&](Message& message) { bounce(kernel, message, abi::Errno::server_not_found); });
    server.received.each([&](Message& message) {
        if (message.borrows()) (void)kernel.memory.give_back(loan_of(message));
        wake_page_waiters(kernel, *message.home);
        finish(kernel, message, abi::Errno::server_not_found);
    });
    server.receivers.each([&](Thread& thread) {
        thread.unlink();
        kernel.scheduler.answer(thread, abi::Errno::server_not_found);
    });
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
            message = fill(process, nullptr, server, {0, abi::Send::blocking_scalar, watch.id, {process.pid.raw(), static_cast<Word>(cause), code, address}, false}, {});
            message.from = kernel_pid;
            message.serial = notice_serial(process, told++);
            ++process.outstanding;
            post(kernel, server, message);
        }
    });
}

void settle(Kernel& kernel, Process& home) {
    if (home.ended && home.outstanding == 0) forget(kernel, home);
}

}  // namespace freehold::kernel
