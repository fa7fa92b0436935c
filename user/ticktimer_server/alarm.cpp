// SPDX-License-Identifier: Apache-2.0
#include "alarm.hpp"

#include <optional>

#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr MessageId set_alarm{1};

/// What the alarm's thread is told before it starts.
struct Plan {
    abi::Sid own;
    ConnectionId told;
    MessageId rang;
};
constinit Plan plan{};

/// The next setting: waited for while there is nothing else to do.
std::optional<Envelope> next_setting(bool idle) {
    if (!idle) return try_receive(plan.own).value_or(std::nullopt);
    const auto message = receive(plan.own);
    return message ? std::optional{*message} : std::nullopt;
}

void watch_timer(Word) {
    std::optional<Ticks> time;
    for (;;) {
        if (const auto setting = next_setting(!time)) {
            time = Ticks{joined(setting->words[0], setting->words[1])};
        } else if (!time || now() < *time) {
            yield();
        } else if (try_send(plan.told, plan.rang, {})) {  // a full queue empties while this thread yields
            time.reset();
        } else {
            yield();
        }
    }
}

}  // namespace

Ticks now() {
    Word low = 0, high = 0, again = 0;
    if constexpr (sizeof(Word) == 8) {
        asm volatile("rdtime %0" : "=r"(low));
        return Ticks{low};
    } else {
        do {
            asm volatile("rdtimeh %0\n rdtime %1\n rdtimeh %2" : "=&r"(high), "=&r"(low), "=&r"(again));
        } while (high != again);
        return Ticks{joined(low, high)};
    }
}

Result<Alarm> Alarm::start(ConnectionId server, MessageId rang) {
    const auto own = create_server();
    if (!own) return std::unexpected(own.error());
    plan = {own->sid, server, rang};
    return start_thread(watch_timer, 0).transform([&](ThreadId) { return Alarm{own->connection}; });
}

void Alarm::set(Ticks time) {
    const auto ticks = static_cast<std::uint64_t>(time);
    (void)send(thread_, set_alarm, {low_word(ticks), high_word(ticks)});
}

}  // namespace freehold::user
