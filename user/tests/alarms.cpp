// SPDX-License-Identifier: Apache-2.0
// The alarm that each process has, and what the ticktimer makes of its own: who sleeps costs no turns, and the processor
// sleeps too while nobody can run. Counted in wakings and in ticks of a machine that counts exactly (`-icount`).
#include <atomic>

#include "report.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"
#include "user/timer.hpp"

namespace freehold::user {
namespace {

constexpr Word nap_ms = 300;

Ticks later(std::uint64_t ticks) { return Ticks{static_cast<std::uint64_t>(now()) + ticks}; }

Result<Answer> sleep(ConnectionId ticktimer, Word ms) {
    return ask(ticktimer, MessageId{abi::ticktimer::sleep_ms}, {ms});
}

/// Slices of 10 ms that nobody uses would wake it 30 times.
void idle(Report& report, ConnectionId ticktimer, std::uint64_t hertz) {
    const auto before = rest();
    const Ticks begin = now();
    report.granted("sleep", sleep(ticktimer, nap_ms));
    const auto took = static_cast<std::uint64_t>(now()) - static_cast<std::uint64_t>(begin);
    const auto after = rest();
    if (!before || !after) return report.check("rest", false);
    report.check("who sleeps is not woken before its time", took >= hertz * nap_ms / 1000);
    report.check("the processor sleeps while all do", after->ticks - before->ticks >= took / 10 * 9);
    const Word wakings = after->wakings - before->wakings;
    report.check("and is woken for a reason only", wakings >= 1 && wakings <= 3);
}

std::atomic<unsigned> events = 0;

void count_events(Word) {
    while (wait_event()) ++events;
}

void alarms(Report& report, ConnectionId ticktimer, std::uint64_t hertz) {
    report.granted("an alarm that has passed", set_alarm(Ticks{0}));
    report.granted("rings at once", wait_event());
    const Ticks time = later(hertz / 50);
    report.granted("an alarm", set_alarm(time));
    report.granted("rings", wait_event());
    report.check("and not before its time", now() >= time);

    if (!report.granted("a thread that waits", start_thread(count_events, 0))) return;
    (void)set_alarm(later(hertz / 50));
    (void)set_alarm(never);
    (void)sleep(ticktimer, 60);
    report.check("an alarm that was taken back does not ring", events == 0);
    (void)set_alarm(later(hertz / 100));
    (void)set_alarm(later(hertz / 50));
    (void)sleep(ticktimer, 60);
    report.check("one that replaces another rings once", events == 1);
}

int run(bool alone) {
    Report report{"alarms"};
    const auto ticktimer = connect(abi::ticktimer_server);
    const auto machine = query(abi::Query::machine);
    if (!report.granted("ticktimer", ticktimer) || !report.granted("machine", machine)) return 1;
    const std::uint64_t hertz = machine->value[1];
    if (alone) idle(report, *ticktimer, hertz);
    alarms(report, *ticktimer, hertz);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

/// With an argument, somebody else is busy, so that the processor never sleeps.
int main(int argc, char**) { return freehold::user::run(argc == 1); }
