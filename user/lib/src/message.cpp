// SPDX-License-Identifier: Apache-2.0
#include "user/message.hpp"

namespace freehold::user {
namespace {

using abi::Call;
using abi::Tag;

Result<Server> expecting_server(const Reply& reply) {
    if (reply.tag != Tag::new_server_id) return std::unexpected(refusal(reply));
    Server server;
    for (unsigned i = 0; i < 4; ++i) server.sid.word[i] = static_cast<std::uint32_t>(reply.value[i]);
    server.connection = ConnectionId{reply.value[4]};
    return server;
}

Reply call_with(Call call, const abi::Sid& sid) {
    return system_call(call, sid.word[0], sid.word[1], sid.word[2], sid.word[3]);
}

Result<ConnectionId> expecting_connection(const Reply& reply) {
    if (reply.tag != Tag::connection_id) return std::unexpected(refusal(reply));
    return ConnectionId{reply.value[0]};
}

Envelope envelope_of(const Reply& reply) {
    const auto& v = reply.value;
    return {Sender{v[0]}, static_cast<abi::Received>(v[1]), MessageId{v[2]}, {v[3], v[4], v[5], v[6]}};
}

Reply send_parcel(ConnectionId to, abi::Send kind, MessageId id, const Parcel& parcel) {
    return system_call(Call::send_message, raw(to), static_cast<Word>(kind), raw(id), raw(parcel.memory.start),
                       raw(parcel.memory.bytes), parcel.offset, parcel.valid);
}

Reply send_words(Call call, ConnectionId to, abi::Send kind, MessageId id, const Words& words) {
    return system_call(call, raw(to), static_cast<Word>(kind), raw(id), words[0], words[1], words[2], words[3]);
}

Result<Returned> expecting_return(const Reply& reply) {
    if (reply.tag != Tag::memory_returned) return std::unexpected(refusal(reply));
    return Returned{reply.value[0], reply.value[1]};
}

/// How many words a blocking scalar's reply holds, by its tag; -1 when it is none.
int words_in(Tag tag) {
    switch (tag) {
        case Tag::ok: return 0;
        case Tag::scalar1: return 1;
        case Tag::scalar2: return 2;
        case Tag::scalar5: return 5;
        default: return -1;
    }
}

}  // namespace

Result<Server> create_server() { return expecting_server(system_call(Call::create_server)); }

Result<Server> create_server(const abi::Sid& sid) {
    return expecting_server(call_with(Call::create_server_with_address, sid));
}

Result<ConnectionId> connect(const abi::Sid& sid) { return expecting_connection(call_with(Call::connect, sid)); }

Result<ConnectionId> try_connect(const abi::Sid& sid) {
    return expecting_connection(call_with(Call::try_connect, sid));
}

Result<void> disconnect(ConnectionId connection) {
    return expecting_ok(system_call(Call::disconnect, raw(connection)));
}

Result<Envelope> receive(const abi::Sid& sid) {
    return expecting(Tag::message_envelope, call_with(Call::receive_message, sid)).transform(envelope_of);
}

Result<std::optional<Envelope>> try_receive(const abi::Sid& sid) {
    const auto reply = call_with(Call::try_receive_message, sid);
    if (reply.tag == Tag::none) return std::nullopt;
    return expecting(Tag::message_envelope, reply).transform([](const Reply& got) {
        return std::optional{envelope_of(got)};
    });
}

Result<Returned> lend(ConnectionId to, MessageId id, const Parcel& parcel) {
    return expecting_return(send_parcel(to, abi::Send::borrow, id, parcel));
}

Result<Returned> lend_mutably(ConnectionId to, MessageId id, const Parcel& parcel) {
    return expecting_return(send_parcel(to, abi::Send::mutable_borrow, id, parcel));
}

Result<void> move(ConnectionId to, MessageId id, const Parcel& parcel) {
    return expecting_ok(send_parcel(to, abi::Send::move, id, parcel));
}

Result<void> send(ConnectionId to, MessageId id, const Words& words) {
    return expecting_ok(send_words(Call::send_message, to, abi::Send::scalar, id, words));
}

Result<void> try_send(ConnectionId to, MessageId id, const Words& words) {
    return expecting_ok(send_words(Call::try_send_message, to, abi::Send::scalar, id, words));
}

Result<Answer> ask(ConnectionId to, MessageId id, const Words& words) {
    const auto reply = send_words(Call::send_message, to, abi::Send::blocking_scalar, id, words);
    const int count = words_in(reply.tag);
    if (count < 0) return std::unexpected(refusal(reply));
    Answer answer;
    for (int i = 0; i < count; ++i) answer.value[i] = reply.value[i];
    return answer;
}

Result<void> return_memory(Sender to, const Parcel& parcel) {
    return expecting_ok(system_call(Call::return_memory, raw(to), raw(parcel.memory.start), raw(parcel.memory.bytes),
                                    parcel.offset, parcel.valid));
}

Result<void> return_scalar(Sender to, Word value) {
    return expecting_ok(system_call(Call::return_scalar1, raw(to), value));
}

Result<void> return_scalar(Sender to, Word first, Word second) {
    return expecting_ok(system_call(Call::return_scalar2, raw(to), first, second));
}

}  // namespace freehold::user
