// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "abi/message.hpp"
#include "freehold/manager.hpp"
#include "kernel/list.hpp"

namespace freehold::kernel {

struct Process;
struct Thread;
struct Server;

/// A message on its way or awaiting its reply. One that blocks its sender waits in its sender's own context, one that
/// does not in a note of its sender's: either way in memory that is counted to the sender (O12).
struct Message : Link {
    Process* home;   ///< whose memory this is
    Thread* sender;  ///< who waits for the reply; none for a note
    Server* to;      ///< where it is queued or was received; none: nowhere
    abi::Send kind;
    bool received;  ///< the server has it and owes a reply
    Word token;     ///< what the receiver gets as `sender`, and hands back with its reply
    Word id;
    Word argument[4];  ///< scalars; or address, length, offset, valid
    VirtPages parcel;  ///< memory: where it was in the sender
    VirtPages at;      ///< memory: where it is in the receiver

    [[nodiscard]] bool carries_memory() const { return kind <= abi::Send::move; }
    /// Whether passing it on comes to the memory manager: for what it carries, or for what is left of a sender that has ended.
    [[nodiscard]] bool needs_memory() const;
    [[nodiscard]] bool borrows() const { return kind <= abi::Send::borrow; }
    [[nodiscard]] bool blocks() const { return kind != abi::Send::move && kind != abi::Send::scalar; }
};

/// Who sent a message, as its receiver knows it: the pid in bits 31..24, and around it the low bits of which message that asks
/// for an answer this is among all of processes with this pid, those before it included (O13).
constexpr Word token_of(XousPid pid, Word serial) {
    constexpr Word low = (Word{1} << abi::sender_pid_shift) - 1;
    const std::uint64_t beyond = std::uint64_t{serial} >> abi::sender_pid_shift << 32;
    return static_cast<Word>(beyond) | Word{pid.raw()} << abi::sender_pid_shift | (serial & low);
}

/// Where the token of a notice, which the kernel sends, has the pid of the process that has ended.
inline constexpr unsigned notice_pid_shift = 16;

/// An address that messages go to. Lives in its owner's context, and while it can be found in the index of servers.
struct Server : Link {
    abi::Sid sid;            ///< none while it is being closed
    Process* owner;          ///< none: the slot is free
    std::uint64_t serial;    ///< tells this server from all others that ever were
    List<Message> queue;     ///< sent, not received
    List<Message> deferred;  ///< gifts for which there was no room when their turn came
    List<Thread> receivers;  ///< waiting for a message
    List<Message> received;  ///< received, not answered
};

/// A process' way to a server.
struct Connection {
    std::uint64_t serial;  ///< of the server
    XousPid pid;           ///< of the server's process; nobody: the slot is free
    std::uint8_t slot;
    XousPid giver;  ///< who made it for the process; nobody: the process itself
};

/// A wish to be told when a process ends.
struct Watch {
    bool used;
    XousPid pid;        ///< nobody: any process
    std::uint8_t slot;  ///< of the watcher's server
    Word id;
};

}  // namespace freehold::kernel
