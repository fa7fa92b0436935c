// SPDX-License-Identifier: Apache-2.0
#include "alarm.hpp"

#include "user/thread.hpp"

namespace freehold::user {
namespace {

/// What the alarm's thread is told before it starts.
struct Plan {
    ConnectionId told;
    MessageId rang;
};
constinit Plan plan{};

/// Where as many messages wait as may, this one waits for room: it is not lost.
void pass_on(Word) {
    while (wait_event()) (void)send(plan.told, plan.rang, {});
}

}  // namespace

Result<Alarm> Alarm::start(ConnectionId server, MessageId rang) {
    plan = {server, rang};
    return start_thread(pass_on, 0).transform([](ThreadId) { return Alarm{}; });
}

void Alarm::set(Ticks time) { (void)set_alarm(time); }

}  // namespace freehold::user
