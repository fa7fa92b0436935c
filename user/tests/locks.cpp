// SPDX-License-Identifier: Apache-2.0
// The ticktimer's locks and conditions, as the standard library of Rust uses them, and the time of day; on boards without
// Rust programs too.
#include <atomic>

#include "report.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

namespace id = abi::ticktimer;

constexpr Word lock = 0x4000, condition = 0x5000;
ConnectionId ticktimer;
std::atomic<Word> locked = 0, woken = 0, timed_out = 0;

Word tick(Word what, Word first = 0, Word second = 0) {
    return ask(ticktimer, MessageId{what}, {first, second})
        .transform([](const Answer& answer) { return answer.value[0]; })
        .value_or(~Word{0});
}

void let_others_run() { (void)tick(id::sleep_ms, 20); }

void take_lock(Word) {
    if (tick(id::lock, lock) == 0) ++locked;
}
void wait_for_notice(Word ms) {
    const Word result = tick(id::wait, condition, ms);
    woken += result == 0;
    timed_out += result == 1;
}

void locks(Report& report) {
    (void)tick(id::unlock, lock);
    report.check("an unlock in advance is remembered", tick(id::lock, lock) == 0);
    const auto first = start_thread(take_lock, 0), second = start_thread(take_lock, 0);
    if (!report.granted("thread", first) || !report.granted("thread", second)) return;
    let_others_run();
    report.check("who locks waits", locked == 0);
    (void)tick(id::unlock, lock);
    let_others_run();
    report.check("an unlock lets one through", locked == 1);
    (void)tick(id::unlock, lock);
    report.check("and the next another", join_thread(*first) && join_thread(*second) && locked == 2);
    (void)tick(id::unlock, lock);
    (void)tick(id::free_lock, lock);
    const auto third = start_thread(take_lock, 0);
    if (!report.granted("thread", third)) return;
    let_others_run();
    report.check("a freed lock remembers nothing", locked == 2);
    (void)tick(id::unlock, lock);
    (void)join_thread(*third);
}

void conditions(Report& report) {
    report.check("nobody waits, nobody is woken", tick(id::notify, condition, 1) == 0);
    ThreadId threads[3]{};
    for (ThreadId& each : threads)
        if (const auto thread = start_thread(wait_for_notice, 0); report.granted("thread", thread)) each = *thread;
    let_others_run();
    report.check("one notice wakes one", tick(id::notify, condition, 1) == 1);
    let_others_run();
    report.check("which goes on", woken == 1);
    report.check("many wake all that there are", tick(id::notify, condition, 100) == 2);
    for (const ThreadId each : threads) (void)join_thread(each);
    report.check("all go on", woken == 3 && timed_out == 0);
    wait_for_notice(20);
    report.check("who waits with a limit is told that it is up", timed_out == 1);
}

void time_of_day(Report& report) {
    const auto to = connect(abi::time_server);
    if (!report.granted("the time server", to)) return;
    const auto utc = [&] {
        const auto answer = ask(*to, MessageId{abi::time_of_day::utc_ms});
        return answer ? std::uint64_t{answer->value[1]} << 32 | static_cast<std::uint32_t>(answer->value[0]) : 0;
    };
    const auto before = utc();
    (void)tick(id::sleep_ms, 50);
    const auto passed = utc() - before;
    report.check("the day goes on",
                 before != 0 && passed >= 40 && passed < 60'000);  // two clocks, in whole milliseconds
    constexpr std::uint64_t year_2024 = 1'704'067'200'000;
    print("locks: the clock {} what year it is\n", before > year_2024 ? "knows" : "does not know");
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"locks"};
    const auto to = connect(freehold::abi::ticktimer_server);
    if (!report.granted("the ticktimer", to)) return 1;
    ticktimer = *to;
    locks(report);
    conditions(report);
    time_of_day(report);
    return report.failures();
}
