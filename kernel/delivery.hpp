// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kernel/kernel.hpp"

/// How one message gets from its sender to a thread that receives, and what becomes of it where it does not.
/// Memory is in flight from `fill` to `deliver`; between the two nobody can touch it.
/// What most messages do not need is out of line, so that the others save no registers for it.
namespace freehold::kernel {

/// What a thread sends. @param wait whether it may sleep for want of a note
struct SendRequest {
    Word connection;
    abi::Send kind;
    Word id;
    Word argument[4];  ///< memory: address, length, offset, valid
    bool wait;

    [[nodiscard]] bool carries_memory() const { return kind <= abi::Send::move; }
    [[nodiscard]] bool blocks() const { return kind != abi::Send::move && kind != abi::Send::scalar; }
    [[nodiscard]] bool lends_page() const { return kind <= abi::Send::borrow && argument[1] == page_bytes; }
};

/// What a receiver may do with pages that such a message carries, which each of them must allow where it comes from (O16).
/// What is moved may be only for reading.
inline Rights rights_of(abi::Send kind) { return kind == abi::Send::mutable_borrow ? Rights::rw() : Rights::r(); }

/// What a message carries is mapped for its receiver.
inline void arrived_at(Message& message, VirtPage at) {
    message.at = {at, message.parcel.count()};
    message.argument[0] = at.address().raw();
}

/// Whether something waits to be received.
inline bool has_next(const Server& server) { return !server.queue.empty() || !server.deferred.empty(); }

/// Whether receiving from a server comes to the memory manager.
inline bool next_needs_memory(const Server& server) {
    const Message* const next = server.queue.front();
    return !server.deferred.empty() || (next && next->needs_memory());
}

/// The pages that a message carries, as the memory manager knows them.
inline Parcel parcel_of(const Message& message) { return {message.home->pid, message.parcel}; }

/// A free note of the process, its page claimed when it is first needed; none when the quota is used up.
[[gnu::noinline]] Message* take_note(Kernel& kernel, Process& home);

/// Writes a message of a process to a server. @param sender who waits for the answer; none for a note
void fill(Message& message, Process& home, Thread* sender, Server& to, const SendRequest& request, VirtPages parcel);
/// To the first thread that waits for one, or to the end of the queue.
/// @return an error has brought it back to its sender, who was told if it waits for the answer
Expected<void> post(Kernel& kernel, Server& server, Message& message);
/// Gives a thread the first message of the queue that arrives. Of gifts that found no room before, one is tried first.
/// @return whether one did
bool serve(Kernel& kernel, Server& server, Thread& receiver);
/// For a thread that was taken out of a server's `receivers`, and for which nothing was there in the end: messages that
/// came meanwhile are its own now, or else it waits again, as the first.
void wait_again(Kernel& kernel, Server& server, Thread& receiver);
/// Hands a message to a thread that receives, as the answer to its call. Neither stands in a list meanwhile: others
/// run where it maps what the message carries.
/// @return an error leaves the message with its sender, in no list
Expected<void> deliver(Kernel& kernel, Server& server, Message& message, Thread& receiver);
/// The last step of a delivery: the envelope becomes the answer of the receiver's call, and the server owes one.
inline void arrive(Server& server, Message& message, Thread& receiver) {
    const auto kind = static_cast<abi::Received>(static_cast<Word>(message.kind) - 1);
    receiver.answer(abi::Tag::message_envelope, message.token, static_cast<Word>(kind), message.id, message.argument[0],
                    message.argument[1], message.argument[2], message.argument[3]);
    if (!message.blocks()) return;
    message.received = true;
    server.received.push_back(message);
}
/// The message will not arrive: what it carried goes back, and a sender who waits gets to know.
[[gnu::noinline]] void bounce(Kernel& kernel, Message& message, abi::Errno why);
/// A received message is done with. @return its sender, who is to be answered; none where nobody waits any more
inline Thread* finish(Kernel& kernel, Message& message);
/// The same, and what was left of a sender that is no more goes.
void finish(Kernel& kernel, Message& message, abi::Errno why);
/// Ends the loan that a received message is, if the books agree that it is one.
Expected<void> take_home(Kernel& kernel, Message& message);
/// A message that outlived its sender has arrived or come back.
void settle(Kernel& kernel, Process& home);
/// The same for one that was received: its sender's thread is gone too.
[[gnu::noinline]] void settle(Kernel& kernel, Message& message);

/// Its server has it no more.
inline void detach(Message& message) {
    message.unlink();
    message.to = nullptr;
    message.received = false;
}

inline Thread* finish(Kernel& kernel, Message& message) {
    if (!message.sender || message.sender->doing == Doing::gone) return settle(kernel, message), nullptr;
    detach(message);
    return message.sender;
}

}  // namespace freehold::kernel
