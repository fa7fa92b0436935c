// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "time.hpp"
#include "user/message.hpp"

namespace freehold::user {

/// The machine's timer, which every process may read.
[[nodiscard]] Ticks now();

/// Sends its owner's server a message when a time has come. A thread of its own watches the timer: it sleeps while
/// no alarm is set, and gives its turn away while one is.
class Alarm {
public:
    /// @param server the owner's own connection to the server that is told; @param rang the message's id
    static Result<Alarm> start(ConnectionId server, MessageId rang);

    /// Rings once, at this time or soon after, in place of what was set before.
    void set(Ticks time);

private:
    explicit Alarm(ConnectionId thread) : thread_{thread} {}
    ConnectionId thread_;
};

}  // namespace freehold::user
