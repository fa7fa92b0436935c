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

/// Who sent a message, as its receiver knows it.
/// @param thread 0: none that waits for a reply. @param serial which message of this sender
constexpr Word token_of(XousPid pid, std::uint8_t thread, std::uint16_t serial) {
    return Word{pid.raw()} << abi::sender_pid_shift | Word{thread} << 16 | serial;
}

/// An address that messages go to. Lives in its owner's context.
struct Server {
    abi::Sid sid;
    Process* owner;          ///< none: the slot is free
    std::uint32_t serial;    ///< tells this server from an earlier one in the same slot
    List<Message> queue;     ///< sent, not received
    List<Thread> receivers;  ///< waiting for a message
    List<Message> received;  ///< received, not answered
};

/// A process' way to a server.
struct Connection {
    XousPid pid;  ///< nobody: the slot is free
    std::uint8_t slot;
    std::uint32_t serial;
};

/// A wish to be told when a process ends.
struct Watch {
    bool used;
    XousPid pid;        ///< nobody: any process
    std::uint8_t slot;  ///< of the watcher's server
    Word id;
};

}  // namespace freehold::kernel
