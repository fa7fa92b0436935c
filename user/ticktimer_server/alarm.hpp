// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "time.hpp"
#include "user/message.hpp"

namespace freehold::user {

/// Sends its owner's server a message when a time has come: a thread of its own waits for the kernel's alarm, so that it
/// can be set anew meanwhile.
class Alarm {
public:
    /// @param server the owner's own connection to the server that is told; @param rang the message's id
    static Result<Alarm> start(ConnectionId server, MessageId rang);

    /// Rings at this time or soon after, in place of what was set before. It may ring once more than it was set: an alarm
    /// that is replaced may be ringing already.
    void set(Ticks time);

private:
    Alarm() = default;
};

}  // namespace freehold::user
