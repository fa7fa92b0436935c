// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/message.hpp"

namespace freehold::user {

/// What a waker asks: the server answers as soon as it has seen it.
inline constexpr MessageId wake_up{~Word{0} - 1};

/// Starts the thread that wakes this process' server at each of its interrupts and alarms: it waits for the event, and then for
/// the server's answer. A thread's question lies in its own context, and an event is a flag: so whatever memory is short, once
/// this has been granted no wake-up is lost.
/// @param server one's own connection to it
Result<void> start_waker(ConnectionId server);

}  // namespace freehold::user
