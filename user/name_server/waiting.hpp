// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>

#include "user/process.hpp"

namespace freehold::user {

/// Clients that wait for a name; each has lent a page that goes back with the answer, or when its process has ended.
class Waiting {
public:
    static constexpr unsigned most = 64;         ///< of all processes
    static constexpr unsigned most_of_each = 8;  ///< so that one process cannot take all places

    /// @param told the server that is to hear of its end, by this message
    /// @return false when there is no room, or no way to hear of its end.
    [[nodiscard]] bool add(const Envelope& client, const abi::Sid& told, MessageId ended) {
        const auto own = std::count_if(clients_.begin(), clients_.begin() + used_,
                                       [&](const Envelope& each) { return each.pid() == client.pid(); });
        if (used_ == most || own >= static_cast<std::ptrdiff_t>(most_of_each)) return false;
        if (!watched(client.pid(), told, ended)) return false;
        clients_[used_++] = client;
        return true;
    }

    /// Calls `answered` with each, oldest first, and keeps those for which it returns false.
    void each(auto&& answered) {
        const auto gone = std::remove_if(clients_.begin(), clients_.begin() + used_, answered);
        used_ = static_cast<unsigned>(gone - clients_.begin());
    }

    /// The process has ended, and with it the watch.
    void unwatch(Pid pid) { std::ranges::replace(watched_, pid, Pid{}); }

private:
    /// One watch for each process, which stays until it ends.
    bool watched(Pid pid, const abi::Sid& told, MessageId ended) {
        if (std::ranges::contains(watched_, pid)) return true;
        const auto vacant = std::ranges::find(watched_, Pid{});
        if (vacant == watched_.end() || !watch(pid, told, ended)) return false;
        *vacant = pid;
        return true;
    }

    std::array<Envelope, most> clients_{};
    unsigned used_ = 0;
    std::array<Pid, 4> watched_{};  ///< as many as the kernel lets a process watch
};

}  // namespace freehold::user
