// SPDX-License-Identifier: Apache-2.0
#include "clock.hpp"
#include "user/message.hpp"

/// For boards without a clock: the day is unknown, so that time is counted from the machine's start, as the ticktimer does.
namespace freehold::user::clock {
namespace {

constinit ConnectionId ticktimer{};

}  // namespace

Result<void> take() {
    return connect(abi::ticktimer_server).transform([](ConnectionId connection) { ticktimer = connection; });
}

std::uint64_t utc_ms() {
    const auto elapsed = ask(ticktimer, MessageId{abi::ticktimer::elapsed_ms});
    if (!elapsed) return 0;
    return static_cast<std::uint64_t>(elapsed->value[1]) << 32 | static_cast<std::uint32_t>(elapsed->value[0]);
}

}  // namespace freehold::user::clock
