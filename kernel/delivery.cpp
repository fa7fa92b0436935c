// SPDX-License-Identifier: Apache-2.0
#include "kernel/delivery.hpp"

#include "kernel/errors.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/memory_call.hpp"

namespace freehold::kernel {
namespace {

Loan loan_of(const Message& message) { return {parcel_of(message), message.to->owner->pid, message.at.first()}; }

[[gnu::noinline]] void free_note(Kernel& kernel, Message& note) {
    Process& home = *note.home;
    note.to = nullptr;
    --home.outstanding;
    if (home.ended) return settle(kernel, home);
    home.free_notes.push_back(note);
    while (Thread* const waiting = home.note_waiters.pop_front()) kernel.scheduler.make_ready(*waiting);
}

/// Pages have come home: whoever touched them meanwhile goes on.
[[gnu::noinline]] void wake_waiters(Kernel& kernel, Process& process) {
    process.page_waiters = 0;
    const auto wake = [&](Thread& each) {
        if (each.doing == Doing::page) kernel.scheduler.make_ready(each);
    };
    process.each_thread(wake);
    wake(process.handler);
}

void wake_page_waiters(Kernel& kernel, Process& process) {
    if (process.page_waiters != 0) [[unlikely]]
        wake_waiters(kernel, process);
}

/// Maps what the message carries for the receiver, and says where. @return an error leaves the parcel with its sender
[[gnu::noinline]] Expected<VirtPage> unpack(Kernel& kernel, const Message& message, Process& receiver) {
    if (message.kind == abi::Send::move) {
        const auto moved = kernel.memory.move(parcel_of(message), receiver.pid);
        if (!moved) return refuse(moved.error());
        wake_page_waiters(kernel, *message.home);  // what they wait for is not theirs any more: they will see
        return moved->first();
    }
    const auto loan = kernel.memory.lend(parcel_of(message), receiver.pid, rights_of(message.kind));
    return loan ? Expected<VirtPage>{loan->at} : refuse(loan.error());
}

}  // namespace

Message* take_note(Kernel& kernel, Process& home) {
    if (Message* const note = home.free_notes.pop_front()) return note;
    for (unsigned first = 0; first < notes_per_process; first += notes_per_page) {
        Message*& page = home.notes[first / notes_per_page];
        if (page) continue;
        const auto claimed = kernel.memory.claim_context(home.pid);
        if (!claimed) return nullptr;
        page = seen<Message>(*claimed);
        const unsigned count = std::min(notes_per_page, notes_per_process - first);
        for (unsigned i = 0; i < count; ++i) home.free_notes.push_back(page[i]);
        return home.free_notes.pop_front();
    }
    return nullptr;
}

void fill(Message& message, Process& home, Thread* sender, Server& to, const SendRequest& request, VirtPages parcel) {
    message.home = &home;
    message.sender = sender;
    message.to = &to;
    message.kind = request.kind;
    message.received = false;
    message.token = token_of(home.pid, sender ? ++home.last_serial : 0);
    message.id = request.id;
    for (unsigned i = 0; i < 4; ++i) message.argument[i] = request.argument[i];
    message.parcel = parcel;
}

Expected<void> post(Kernel& kernel, Server& server, Message& message) {
    Thread* const receiver = server.receivers.pop_front();
    if (!receiver) return server.queue.push_back(message), Expected<void>{};
    Thread* const sender = message.sender;
    const auto delivered = deliver(kernel, server, message, *receiver);
    if (delivered) {
        sender ? kernel.scheduler.hand_over(*sender, *receiver) : kernel.scheduler.make_ready(*receiver);
    } else {
        bounce(kernel, message, number_of(delivered.error()));
        wait_again(kernel, server, *receiver);
    }
    return delivered;
}

bool serve(Kernel& kernel, Server& server, Thread& receiver) {
    const MemoryCall turn{kernel, next_needs_memory(server)};
    for (Message* next = server.deferred.front(); next || (next = server.queue.front()); next = nullptr) {
        const auto delivered = deliver(kernel, server, *next, receiver);
        if (delivered) return true;
        if (next->sender || next->home->ended) bounce(kernel, *next, number_of(delivered.error()));
        else server.deferred.push_back(*next);
        preemption_point();
    }
    return false;
}

void wait_again(Kernel& kernel, Server& server, Thread& receiver) {
    if (serve(kernel, server, receiver)) return kernel.scheduler.make_ready(receiver);
    server.receivers.push_front(receiver);
}

Expected<void> deliver(Kernel& kernel, Server& server, Message& message, Thread& receiver) {
    const MemoryCall turn{kernel, message.needs_memory()};
    message.unlink();
    if (message.carries_memory()) {
        const auto at = unpack(kernel, message, *receiver.process);
        if (!at) return refuse(at.error());
        arrived_at(message, *at);
    }
    arrive(server, message, receiver);
    if (!message.blocks()) free_note(kernel, message);
    return {};
}

void bounce(Kernel& kernel, Message& message, abi::Errno why) {
    message.unlink();
    if (message.carries_memory()) {
        kernel.memory.reattach(parcel_of(message));
        wake_page_waiters(kernel, *message.home);
    }
    if (!message.sender) return free_note(kernel, message);
    message.to = nullptr;
    kernel.scheduler.answer(*message.sender, why);
}

void finish(Kernel& kernel, Message& message, abi::Errno why) {
    if (Thread* const sender = finish(kernel, message)) kernel.scheduler.answer(*sender, why);
}

Expected<void> take_home(Kernel& kernel, Message& message) {
    const auto back = kernel.memory.give_back(loan_of(message));
    if (back) wake_page_waiters(kernel, *message.home);
    return back;
}

void settle(Kernel& kernel, Process& home) {
    if (home.ended && home.outstanding == 0) forget(kernel, home);
}

void settle(Kernel& kernel, Message& message) {
    const MemoryCall turn{kernel, message.home->ended};
    detach(message);
    if (message.sender) message.sender->doing = Doing::nothing;
    --message.home->outstanding;
    settle(kernel, *message.home);
}

}  // namespace freehold::kernel
