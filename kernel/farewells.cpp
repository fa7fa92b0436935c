// SPDX-License-Identifier: Apache-2.0
#include "kernel/messages.hpp"

/// What becomes of messages when one of those between whom they pass is no more.
namespace freehold::kernel {

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
    // Nobody finds it any more, and connections to it lead nowhere, while others run in the middle of this.
    server.unlink();
    server.sid = {};
    server.serial = ++kernel.server_serial;
    for (Watch& each : server.owner->watches)
        if (each.slot == &server - server.owner->servers) each.used = false;
    for (List<Message>* waiting : {&server.queue, &server.deferred})
        while (Message* const message = waiting->front()) {
            bounce(kernel, *message, abi::Errno::server_not_found);
            preemption_point();
        }
    while (Message* const message = server.received.front()) {
        if (message->borrows()) (void)take_home(kernel, *message);
        finish(kernel, *message, abi::Errno::server_not_found);
        preemption_point();
    }
    while (Thread* const thread = server.receivers.pop_front())
        kernel.scheduler.answer(*thread, abi::Errno::server_not_found);
    server.owner = nullptr;
}

}  // namespace freehold::kernel
