// SPDX-License-Identifier: Apache-2.0
#include "world.hpp"

namespace freehold::kernel::queues {
namespace {

constexpr Doing doing_of(State state) {
    switch (state) {
        case State::runs: return Doing::running;
        case State::receives: return Doing::receive;
        case State::awaits_answer: return Doing::reply;
        case State::awaits_note: return Doing::note;
        case State::ended: break;
    }
    return Doing::nothing;
}

/// A list holds what is due, in this order, and is the same from both sides.
template <class T>
void require_same(List<T>& list, const auto& due, auto&& same) {
    auto next = due.begin();
    list.each([&](T& item) {
        require(next != due.end() && same(item, *next++));
        require(item.before->after == &item && item.after->before == &item);
    });
    require(next == due.end() && list.empty() == due.empty());
}

}  // namespace

void World::agree() {
    for (unsigned process = 0; process < processes; ++process) agree(process);
}

void World::agree(unsigned process) {
    const Model::House& house = model_.houses[process];
    Process* const there = kernel_.processes[pid_[process].raw()];
    // Its pid, and its page, may be those of another by now.
    if (house.gone) return require(!there || slot_of(*there) != processes);
    require(there == process_[process] && there->ended == house.ended && there->outstanding == house.notes);
    const auto same = [](const Message& message, const Letter& letter) {
        return message.id == letter.id && message.blocks() == letter.blocks && message.argument[3] == letter.id;
    };
    Server& server = office(process);
    require((server.owner != nullptr) == house.office.open);
    require_same(server.queue, house.office.queue, same);
    require_same(server.received, house.office.owed, same);
    require_same(server.receivers, house.office.receivers,
                 [this](const Thread& each, Who due) { return &each == &thread(due); });
    for (unsigned n = 0; n < threads && !house.ended; ++n) agree(Who{process, n});
}

void World::agree(Who who) {
    Thread& real = thread(who);
    const Person& due = model_.person(who);
    require(real.doing == doing_of(due.state));
    if (due.state != State::runs || due.again) return;
    const auto tag = static_cast<abi::Tag>(real.frame.a(0));
    require(tag == due.answer.tag);
    const bool received = tag == abi::Tag::message_envelope;
    if (received) token_[real.frame.a(3)] = real.frame.a(1);
    if (tag != abi::Tag::ok && tag != abi::Tag::none) require(real.frame.a(received ? 3 : 1) == due.answer.value);
}

void World::finish() {
    for (unsigned process = 0; process < processes; ++process) end(process);
    for (const Model::House& house : model_.houses) require(house.gone);
    agree();
    require(kernel_.memory.audit().has_value());
    require(kernel_.memory.table().available() == idle_);
}

}  // namespace freehold::kernel::queues
