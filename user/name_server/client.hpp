// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server_name.hpp"
#include "user/bounded.hpp"
#include "user/request.hpp"

namespace freehold::user {

/// What a name stands for.
struct Entry {
    ServerName name;
    abi::Sid sid;
};

/// A page that was lent to wait for a name, and whether somebody has that name by now.
struct Waiter {
    Request request;
    bool ready = false;
};

/// What the name server keeps for a process until its end.
struct Client {
    Bounded<Entry, 8> names;  ///< as many as a process can have servers
    Bounded<Waiter, 8> waiters;
};

}  // namespace freehold::user
