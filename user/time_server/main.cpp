// SPDX-License-Identifier: Apache-2.0
// Tells the time of day. It must be there even where there is no clock, since who asks waits until it is.
#include "clock.hpp"
#include "user/serve.hpp"
#include "user/timer.hpp"

namespace freehold::user {
namespace {

/// It keeps nothing for anybody.
struct TimeServer {
    void handle(Request&& request) {
        if (!request.is(abi::Received::blocking_scalar, MessageId{abi::time_of_day::utc_ms})) return;
        const std::uint64_t ms = clock::utc_ms();
        (void)request.answer(low_word(ms), high_word(ms));
    }
};

}  // namespace
}  // namespace freehold::user

/// @return the error's number when the server's address or the clock is not to be had.
int main() {
    using namespace freehold;
    if (const auto taken = user::clock::take(); !taken) return static_cast<int>(taken.error());
    const auto server = user::create_server(abi::time_server);
    if (!server) return static_cast<int>(server.error());
    user::TimeServer time_server;
    return static_cast<int>(user::serve(server->sid, time_server));
}
