// SPDX-License-Identifier: Apache-2.0
// Messages: whose each is, where it is, and by what token its receiver knows it.
#include "kernel/audit/places.hpp"

namespace freehold::kernel::audit {
namespace {

/// The server of a living process that a message is to.
Server* server_at(const Survey& survey, const Server* to) {
    Process* const owner = process_behind(survey, to);
    if (!owner || owner->ended) return nullptr;
    for (Server& server : owner->servers)
        if (&server == to && server.owner == owner) return &server;
    return nullptr;
}

/// A thread waits for the answer to what is in its own context; notes and notices have nobody who waits.
void check_sender(const Place<Message>& place) {
    const Message& message = *place.item;
    require(message.home == place.process, subject(place), "is in another's memory than it says");
    if (place.number >= first_note) return require(!message.sender, subject(place), "has a sender who waits");
    const Thread* const thread = place.number == 0 ? &place.process->handler : place.process->thread(place.number);
    require(message.sender == thread, subject(place), "says that another thread sent it");
    require(thread->doing == Doing::reply || thread->doing == Doing::gone, subject(place),
            "is out and its thread does not wait");
}

void check_kind(const Place<Message>& place) {
    const Message& message = *place.item;
    const auto kind = static_cast<Word>(message.kind);
    const bool known =
        kind >= static_cast<Word>(abi::Send::mutable_borrow) && kind <= static_cast<Word>(abi::Send::blocking_scalar);
    require(known, subject(place), "is of no kind: ", kind);
    const bool is_note = place.number >= first_note && place.number < first_notice;
    require(message.blocks() != is_note, subject(place), "is of a kind that cannot be there");
}

/// @return the pid in bits 31..24 of a token
Word pid_in(Word token) { return token >> abi::sender_pid_shift & 0xff; }

/// By its pid and a serial, which no other that is owed an answer has.
void check_token(const Place<Message>& place) {
    const Message& message = *place.item;
    const Word pid = place.process->pid.raw(), token = message.token;
    if (place.number >= first_notice) {
        require(pid_in(token) == kernel_pid.raw(), subject(place), "its token is of pid ", pid_in(token));
        const Word ended = token >> notice_pid_shift & 0xff;
        require(ended == pid, subject(place), "its token is of the end of pid ", ended);
    } else {
        require(pid_in(token) == pid, subject(place), "its token is of pid ", pid_in(token));
    }
    if (!message.received) return;
    each_place<Message>(*place.process, [&](const Message& other, unsigned number) {
        const bool same = other.received && other.token == token && number != place.number;
        require(!same, subject(place), "has the token of another that is owed an answer");
    });
}

void check_out(Survey& survey, const Place<Message>& place) {
    const Message& message = *place.item;
    require(server_at(survey, message.to), subject(place), "is to what is no server");
    check_sender(place);
    check_kind(place);
    check_token(place);
    if (place.mark() == In::none && !message.received && survey.may_be_in_hand(survey.messages_in_hand)) return;
    const bool waits = place.mark() == In::queue || (place.mark() == In::deferred && message.kind == abi::Send::move);
    require(message.received ? place.mark() == In::received : waits, subject(place),
            "is out and not in the list of its server's where it belongs");
}

void check_in(const Place<Message>& place) {
    require(!place.item->received, subject(place), "is received and by nobody");
    const bool may_be_free = place.number >= first_note && place.number < first_notice;
    require(place.mark() == In::none || (may_be_free && place.mark() == In::free_notes), subject(place),
            "is in a list and not out");
}

}  // namespace

void check_messages(Survey& survey) {
    survey.each_process([&](Process& process) {
        each_place<Message>(process, [&](Message& message, unsigned number) {
            const Place<Message> place{&message, &process, number};
            message.to ? check_out(survey, place) : check_in(place);
        });
    });
}

}  // namespace freehold::kernel::audit
