// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "kernel/delivery.hpp"

/// Messages between processes. What a message carries leaves its sender when it is sent and arrives when it is
/// received; in between nobody can touch it. Functions that take the calling thread answer it, or put it to sleep until
/// somebody else does.
namespace freehold::kernel {

void send(Kernel& kernel, Thread& thread, const SendRequest& request);

/// The next message of the caller's own server; `wait` or none.
void receive(Kernel& kernel, Thread& thread, Server& server, bool wait);

/// What a process does about a message that it was given.
using Done = std::expected<void, abi::Errno>;
/// Answers a blocking scalar.
Done return_scalar(Kernel& kernel, Process& server, Word token, const Reply& answer);
/// Ends a loan. The buffer must be named as it was received.
struct ReturnRequest {
    Word token, address, length, offset, valid;
};
Done return_memory(Kernel& kernel, Process& server, const ReturnRequest& request);

/// The caller's server that was given this token and still owes its answer, or none.
Server* server_owing(Kernel& kernel, const Process& process, Word token);
/// Whether the process has a message of `sender`'s that it has not answered.
bool owes_answer(Process& process, XousPid sender);

/// A thread that has sent something ends: what nobody has received comes back, what somebody has stays out.
void abandon(Kernel& kernel, Thread& thread);
/// A server ends: everybody who waits for it is told, and what it holds goes home.
void close(Kernel& kernel, Server& server);
/// Tells those who watch it that a process has ended.
void notify_end(Kernel& kernel, Process& process, abi::Cause cause, Word code, Word address);

}  // namespace freehold::kernel
