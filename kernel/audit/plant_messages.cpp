// SPDX-License-Identifier: Apache-2.0
// Faults of messages. Each is planted in one that is out, as soon as there is one.
#include "kernel/audit/planting.hpp"

namespace freehold::kernel::audit {
namespace {

template <void (*damage)(Message&)>
bool in_message(Survey& survey) {
    const Place<Message> place = first<Message>(survey, awaits_answer);
    if (place.item) damage(*place.item);
    return place.item != nullptr;
}

/// Somebody else's answer would be taken for it.
void token_pid(Message& message) { message.token += Word{1} << abi::sender_pid_shift; }
void received(Message& message) { message.received = false; }
void sender(Message& message) { message.sender = nullptr; }
void home(Message& message) { message.home = message.to->owner; }
void kind(Message& message) { message.kind = abi::Send::scalar; }
/// To a server of a slot that is free.
void to(Message& message) {
    Process& owner = *message.to->owner;
    Server& last = owner.servers[servers_per_process - 1];
    message.unlink();
    message.to = &last;
    last.received.push_back(message);
}
/// Answered, and its thread goes on waiting.
void answered(Message& message) {
    message.unlink();
    message.to = nullptr;
    message.received = false;
}

/// Two threads of a process wait for the answer to one token.
bool token_twice(Survey& survey) {
    const Place<Message> place = first<Message>(survey, awaits_answer);
    if (!place.item) return false;
    Message& other = place.process->notices[0];
    other = *place.item;
    other.before = other.after = nullptr;
    return true;
}

/// A note that is out is not counted: its process could go before it.
bool outstanding(Survey& survey) {
    ++init_of(survey).outstanding;
    return true;
}

/// A note is neither free nor out.
bool lost_note(Survey& survey) {
    bool planted = false;
    survey.each_process([&](Process& process) { planted = planted || process.free_notes.pop_front(); });
    return planted;
}

constexpr Fault faults[] = {
    {"token_pid", in_message<token_pid>},
    {"token_twice", token_twice},
    {"received", in_message<received>},
    {"sender", in_message<sender>},
    {"home", in_message<home>},
    {"kind", in_message<kind>},
    {"to", in_message<to>},
    {"answered", in_message<answered>},
    {"outstanding", outstanding},
    {"lost_note", lost_note},
};

}  // namespace

std::span<const Fault> message_faults() { return faults; }

}  // namespace freehold::kernel::audit
