// SPDX-License-Identifier: Apache-2.0
#include "model.hpp"

namespace freehold::kernel::queues {

bool Model::somebody_runs() const {
    return std::ranges::any_of(houses, [](const House& house) {
        return std::ranges::any_of(house.people, [](const Person& each) { return each.state == State::runs; });
    });
}

void Model::begin(unsigned process, unsigned room) {
    House& house = houses[process];
    const unsigned opened = house.office.opened;
    house = {};
    house.ended = house.gone = false;
    house.room = room;
    house.office.opened = opened;
    for (Person& each : house.people) each.state = State::runs;
}

void Model::send(Who who, unsigned to, Word id, bool blocks, bool wait) {
    House& home = houses[who.process];
    Office& office = houses[to].office;
    if (!office.open || home.connected[to] != office.opened) return refuse(who, abi::Errno::server_not_found);
    if (blocks) {
        person(who).state = State::awaits_answer;
    } else if (home.notes == home.room) {
        if (!wait) return refuse(who, abi::Errno::server_queue_full);
        if (home.notes == 0) return refuse(who, abi::Errno::out_of_memory);
        person(who).state = State::awaits_note;
        return;
    } else {
        ++home.notes;
        answer(who, abi::Tag::ok);
    }
    const Letter letter{id, who, blocks};
    if (office.receivers.empty()) return office.queue.push_back(letter);
    const Who first = office.receivers.front();
    office.receivers.pop_front();
    deliver(office, letter, first);
}

void Model::receive(Who who, bool wait) {
    Office& office = houses[who.process].office;
    if (!office.queue.empty()) {
        const Letter first = office.queue.front();
        office.queue.pop_front();
        return deliver(office, first, who);
    }
    if (!wait) return answer(who, abi::Tag::none);
    person(who).state = State::receives;
    office.receivers.push_back(who);
}

void Model::reply(unsigned process, std::size_t n, Word value) {
    auto& owed = houses[process].office.owed;
    const auto at = owed.begin() + static_cast<std::ptrdiff_t>(n);
    answer(at->sender, abi::Tag::scalar1, value);
    owed.erase(at);
}

void Model::open(unsigned process) {
    Office& office = houses[process].office;
    office.open = true;
    ++office.opened;
}

void Model::close(unsigned process) {
    Office& office = houses[process].office;
    office.open = false;
    const auto queue = std::exchange(office.queue, {}), owed = std::exchange(office.owed, {});
    for (const Letter& each : queue) bounce(each);
    for (const Letter& each : owed) bounce(each);
    for (const Who each : std::exchange(office.receivers, {})) refuse(each, abi::Errno::server_not_found);
}

void Model::end(unsigned process) {
    House& house = houses[process];
    for (unsigned n = 0; n < threads; ++n) end_thread({process, n});
    if (house.office.open) close(process);
    house.ended = true;
    house.gone = house.notes == 0;
}

void Model::end_thread(Who who) {
    withdraw(who);
    person(who).state = State::ended;
}

void Model::deliver(Office& office, const Letter& letter, Who to) {
    answer(to, abi::Tag::message_envelope, letter.id);
    if (letter.blocks) office.owed.push_back(letter);
    else note_is_free(letter.sender.process);
}

void Model::bounce(const Letter& letter) {
    if (letter.blocks) refuse(letter.sender, abi::Errno::server_not_found);
    else note_is_free(letter.sender.process);
}

void Model::note_is_free(unsigned process) {
    House& house = houses[process];
    --house.notes;
    if (house.ended) house.gone = house.notes == 0;
    for (Person& each : house.people)
        if (each.state == State::awaits_note) each.state = State::runs, each.again = true;
}

/// Nobody waits in two places, and a note stays where it is.
void Model::withdraw(Who who) {
    for (House& house : houses) {
        std::erase(house.office.receivers, who);
        const auto awaited = [who](const Letter& each) { return each.blocks && each.sender == who; };
        std::erase_if(house.office.queue, awaited);
        std::erase_if(house.office.owed, awaited);
    }
}

}  // namespace freehold::kernel::queues
