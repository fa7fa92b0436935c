// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panic.hpp"
#include "texts.hpp"

namespace freehold::user {

/// What the log server keeps for a process until its end.
struct Client {
    Texts texts;
    Panic panic;
    Bounded<PendingReply, 8> readers;  ///< threads that wait for a key
};

}  // namespace freehold::user
