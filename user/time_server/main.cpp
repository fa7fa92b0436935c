// SPDX-License-Identifier: Apache-2.0
// Tells the time of day. It must be there even where there is no clock, since who asks waits until it is.
#include "clock.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"

namespace freehold::user {
namespace {

void answer(const Envelope& message) {
    if (raw(message.id) != abi::time_of_day::utc_ms) return (void)return_scalar(message.sender, ~Word{0});
    const std::uint64_t ms = clock::utc_ms();
    (void)return_scalar(message.sender, static_cast<Word>(ms & 0xffff'ffff), static_cast<Word>(ms >> 32));
}

/// Nobody has any reason to send some: it goes back, or to the pool.
void refuse_memory(const Envelope& message) {
    if (message.kind == abi::Received::move) (void)unmap_memory(message.memory());
    else (void)return_memory(message.sender, {message.memory(), message.words[2], message.words[3]});
}

Errno serve(const abi::Sid& sid) {
    for (;;) {
        const auto message = receive(sid);
        if (!message) return message.error();
        if (message->carries_memory()) refuse_memory(*message);
        else if (message->kind == abi::Received::blocking_scalar) answer(*message);
    }
}

}  // namespace
}  // namespace freehold::user

/// @return the error's number when the server's address or the clock is not to be had.
int main() {
    using namespace freehold;
    if (const auto taken = user::clock::take(); !taken) return static_cast<int>(taken.error());
    const auto server = user::create_server(abi::time_server);
    if (!server) return static_cast<int>(server.error());
    return static_cast<int>(user::serve(server->sid));
}
