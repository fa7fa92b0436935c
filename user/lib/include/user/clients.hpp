// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <memory>
#include <span>

#include "user/memory.hpp"
#include "user/process.hpp"

namespace freehold::user {

/// What a server keeps for its clients: a T for each process that can be, all of one size and there from the start. So no
/// client's share depends on what others do, and none is refused for want of memory. A client's is forgotten at its end.
template <class T>
class Clients {
public:
    /// Takes the memory for as many as there can be processes. A server has it for as long as it runs.
    static Result<Clients> make() {
        const auto machine = query(abi::Query::machine);
        if (!machine) return std::unexpected(machine.error());
        const Word most = machine->value[3];
        return map_memory(any_ram, anywhere, in_pages(Bytes{most * sizeof(Place)}), Flags::rw)
            .transform([&](Memory memory) {
                auto* const places = static_cast<Place*>(memory.pointer());
                std::uninitialized_value_construct_n(places, most);
                return Clients{{places, most}};
            });
    }

    /// The process' own, a new one if need be; none for a pid that no process can have. Pids come from a larger range than
    /// there can be processes: a process gets any place, and keeps it until it has ended.
    [[nodiscard]] T* of(Pid pid) {
        if (T* const known = find(pid)) return known;
        Place* const vacant = place_of(Pid{});
        if (vacant == nullptr || pid == Pid{}) return nullptr;
        vacant->pid = pid;
        return &vacant->client;
    }

    /// None for one of which nothing is kept.
    [[nodiscard]] T* find(Pid pid) {
        Place* const place = pid == Pid{} ? nullptr : place_of(pid);
        return place == nullptr ? nullptr : &place->client;
    }

    /// The next process with this pid starts with nothing of it.
    void forget(Pid pid) {
        if (Place* const place = pid == Pid{} ? nullptr : place_of(pid)) *place = {};
    }

    struct Place {
        Pid pid{};  ///< 0: nobody's
        T client{};
    };
    /// All places, also those that nobody has.
    [[nodiscard]] std::span<Place> places() const { return places_; }

    /// The next one that wants something, each in turn; none where nobody does.
    [[nodiscard]] Place* take_turn(auto&& wants) {
        for (std::size_t i = 0; i < places_.size(); ++i) {
            turn_ = (turn_ + 1) % places_.size();
            Place& each = places_[turn_];
            if (each.pid != Pid{} && wants(each)) return &each;
        }
        return nullptr;
    }

private:
    explicit Clients(std::span<Place> places) : places_{places} {}

    [[nodiscard]] Place* place_of(Pid pid) const {
        const auto found = std::ranges::find(places_, pid, &Place::pid);
        return found == places_.end() ? nullptr : &*found;
    }

    std::span<Place> places_;
    std::size_t turn_ = 0;
};

}  // namespace freehold::user
