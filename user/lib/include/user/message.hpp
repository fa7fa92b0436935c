// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>

#include "abi/message.hpp"
#include "user/syscall.hpp"

/// Servers, connections and messages.
namespace freehold::user {

struct Server {
    abi::Sid sid;
    ConnectionId connection;  ///< the maker's own connection to it
};

/// A server at an address that nobody can guess.
Result<Server> create_server();
/// A server at a known address; well-known ones need the right to serve there.
Result<Server> create_server(const abi::Sid& sid);

/// Waits until the server exists.
Result<ConnectionId> connect(const abi::Sid& sid);
/// `server_not_found` when it does not exist yet.
Result<ConnectionId> try_connect(const abi::Sid& sid);
Result<void> disconnect(ConnectionId connection);

using Words = std::array<Word, 4>;

/// What a server receives: for memory the words are address, length, offset, valid; for scalars the arguments.
struct Envelope {
    Sender sender{};
    abi::Received kind{};
    MessageId id{};
    Words words{};

    [[nodiscard]] constexpr Pid pid() const { return Pid{(raw(sender) >> abi::sender_pid_shift) & 0xff}; }
    [[nodiscard]] constexpr bool carries_memory() const { return kind <= abi::Received::move; }
    /// Meaningful when it carries memory.
    [[nodiscard]] constexpr Memory memory() const { return {VirtAddr{words[0]}, Bytes{words[1]}}; }
};

/// Waits for the next message.
Result<Envelope> receive(const abi::Sid& sid);
/// Nothing when none waits.
Result<std::optional<Envelope>> try_receive(const abi::Sid& sid);

/// Memory in a message: whole pages, and two words that mean what the two ends agree on.
struct Parcel {
    Memory memory;
    Word offset = 0;
    Word valid = 0;
};

/// The two words of a parcel that came back.
struct Returned {
    Word offset;
    Word valid;
};

/// Lends pages and waits until they come back.
Result<Returned> lend(ConnectionId to, MessageId id, const Parcel& parcel);
Result<Returned> lend_mutably(ConnectionId to, MessageId id, const Parcel& parcel);
/// Gives pages away.
Result<void> move(ConnectionId to, MessageId id, const Parcel& parcel);
/// Waits while the receiver's queue is full.
Result<void> send(ConnectionId to, MessageId id, const Words& words);
/// `server_queue_full` instead of waiting.
Result<void> try_send(ConnectionId to, MessageId id, const Words& words);

/// The words of a blocking scalar's reply; those that the server did not give are 0.
struct Answer {
    Word value[5] = {};
};

/// Sends a blocking scalar and waits for its answer.
Result<Answer> ask(ConnectionId to, MessageId id, const Words& words = {});

Result<void> return_memory(Sender to, const Parcel& parcel);
Result<void> return_scalar(Sender to, Word value);
Result<void> return_scalar(Sender to, Word first, Word second);

}  // namespace freehold::user
