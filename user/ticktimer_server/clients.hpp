// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "client.hpp"

namespace freehold::user {

/// A place for a process' client; pid 0 is nobody's.
struct Place {
    Pid pid;
    Client client;
};

static_assert(std::is_trivially_default_constructible_v<Place>, "fresh pages are places that nobody has");

/// The clients of all processes that there are. Pids come from a larger range than there can be processes, so that a
/// process gets any place, and keeps it until it has ended.
class Clients {
public:
    /// @param places as many as there can be processes, all zero
    explicit Clients(std::span<Place> places) : places_{places} {}

    /// The process' client, a new one if need be; none for a pid that no process can have.
    [[nodiscard]] Client* of(Pid pid) {
        if (pid == Pid{}) return nullptr;
        Place* vacant = nullptr;
        for (Place& each : places_) {
            if (each.pid == pid) return &each.client;
            if (each.pid == Pid{} && vacant == nullptr) vacant = &each;
        }
        if (vacant == nullptr) return nullptr;
        vacant->pid = pid;
        return &vacant->client;
    }

    /// The next process with this pid starts with nothing of it.
    void forget(Pid pid) {
        for (Place& each : places_)
            if (each.pid == pid) each = {};
    }

    [[nodiscard]] std::span<Place> places() const { return places_; }

private:
    std::span<Place> places_;
};

}  // namespace freehold::user
