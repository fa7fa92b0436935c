// SPDX-License-Identifier: Apache-2.0
#include "events.hpp"

#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr MessageId process_ended{1};
constexpr MessageId byte_typed{2};
constexpr std::uint8_t interrupt_key = 0x03;  ///< ^C
constexpr Word interrupted_code = 130;        ///< what shells say of a program ended by ^C

/// The thread that fetches bytes. It outlives log servers: a new one is connected to as soon as it exists.
void fetch_bytes(Word events) {
    for (;;) {
        const auto keyboard = connect(abi::log_server);
        while (keyboard) {
            const auto byte = ask(*keyboard, MessageId{abi::log::read_byte});
            if (!byte) break;
            if (byte->value[0] <= 0xff) (void)send(ConnectionId{events}, byte_typed, {byte->value[0]});
        }
        if (keyboard) (void)disconnect(*keyboard);
        yield();
    }
}

/// Others who are told of an end do what they must: init has its line printed first, and all that the process had is free
/// again when the next command looks. Not for ever, since somebody may keep what the process had lent.
void wait_until_forgotten(Pid pid) {
    constexpr int most_turns = 1000;
    for (int turn = 0; turn < most_turns && process_name(pid); ++turn) yield();
}

}  // namespace

Result<void> Events::open() {
    const auto self = process_id();
    const auto server = create_server();
    if (!self || !server) return std::unexpected(self ? server.error() : self.error());
    self_ = *self;
    server_ = server->sid;
    connection_ = server->connection;
    return watch(every_process, server_, process_ended);
}

void Events::drain() {
    for (auto message = try_receive(server_); message && *message; message = try_receive(server_)) {
        (void)ended(**message);
        if (const auto byte = typed(**message)) keep(*byte);
    }
}

Result<void> Events::start_typing() {
    return start_thread(fetch_bytes, raw(connection_)).transform([](ThreadId) {});
}

Result<std::uint8_t> Events::read_byte() {
    if (kept_count_ != 0) {
        --kept_count_;
        return kept_[kept_first_++ % most_kept];
    }
    for (;;) {
        const auto message = receive(server_);
        if (!message) return std::unexpected(message.error());
        (void)ended(*message);
        if (const auto byte = typed(*message)) return *byte;
    }
}

Result<Ending> Events::wait_for(Pid pid) {
    for (;;) {
        const auto message = receive(server_);
        if (!message) return std::unexpected(message.error());
        const auto ending = ended(*message);
        if (ending && ending->pid == pid) return *ending;
        const auto byte = typed(*message);
        if (byte == interrupt_key) (void)end_process(pid, interrupted_code);
        else if (byte) keep(*byte);
    }
}

std::optional<Ending> Events::ended(const Envelope& message) {
    const auto ending = ending_of(message, process_ended);
    if (!ending) return std::nullopt;
    (void)dismiss(*ending);
    wait_until_forgotten(ending->pid);
    return ending;
}

std::optional<std::uint8_t> Events::typed(const Envelope& message) const {
    const bool own = message.pid() == self_ && message.kind == abi::Received::scalar && message.id == byte_typed;
    if (!own) return std::nullopt;
    return static_cast<std::uint8_t>(message.words[0]);
}

void Events::keep(std::uint8_t byte) {
    if (kept_count_ != most_kept) kept_[(kept_first_ + kept_count_++) % most_kept] = byte;
}

}  // namespace freehold::user
