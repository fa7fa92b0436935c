// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <expected>

#include "kernel/delivery.hpp"

/// Messages between processes. What a message carries leaves its sender when it is sent and arrives when it is
/// received; in between nobody can touch it. Functions that take the calling thread answer it, or put it to sleep until
/// somebody else does.
namespace freehold::kernel {

void send(Kernel& kernel, Thread& thread, const SendRequest& request);

/// The next message of the caller's own server; `wait` or none.
void receive(Kernel& kernel, Thread& thread, Server& server, bool wait);

/// The message that a process was given this token for and owes an answer to, or none.
Message* owed(Kernel& kernel, const Process& server, Word token);
/// Answers an owed message that is a blocking scalar.
void return_scalar(Kernel& kernel, Message& message, abi::Tag tag, std::same_as<Word> auto... values) {
    if (Thread* const sender = finish(kernel, message)) {
        sender->answer(tag, values...);
        kernel.scheduler.give_back(*sender);
    }
}
/// Ends the loan that an owed message is. The buffer must be named as it was received.
struct ReturnRequest {
    Word address, length, offset, valid;
};
std::expected<void, abi::Errno> return_memory(Kernel& kernel, Message& message, const ReturnRequest& request);
/// Whether the server's process has a message of `sender`'s that it has not answered.
bool owes_answer(const Process& server, Process& sender);

/// A thread that has sent something ends: what nobody has received comes back, what somebody has stays out.
void abandon(Kernel& kernel, Thread& thread);
/// A server ends: everybody who waits for it is told, and what it holds goes home.
void close(Kernel& kernel, Server& server);

}  // namespace freehold::kernel
