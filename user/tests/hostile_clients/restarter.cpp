// SPDX-License-Identifier: Apache-2.0
// Ends a server again and again, with the rights `end`, `look` and as many pages as there are:
//   restarter PROGRAM often      18 times, each time as soon as it is there
//   restarter PROGRAM starved    once, while all memory is this process'; it is given back a little later
#include "attack.hpp"
#include "user/process.hpp"
#include "user/time_base.hpp"

namespace freehold::user::hostile {
namespace {

/// The process of that program; none while there is none that runs.
std::optional<Pid> running(std::string_view program) {
    for (auto process = query(abi::Query::process, 0); process && process->value[4] != 0;) {
        const Pid pid{process->value[4]};
        process = query(abi::Query::process, raw(pid));
        const auto name = process_name(pid);
        const bool ended = process && process->value[3] >> 8 == static_cast<Word>(abi::ProcessState::ended);
        if (name && !ended && name->text() == program) return pid;
    }
    return std::nullopt;
}

Pid wait_for(std::string_view program) {
    for (;; yield())
        if (const auto pid = running(program)) return *pid;
}

/// More often than there is any patience for; between two it sleeps, since a start is put off for up to a second.
void end_often(Report& report, std::string_view program) {
    constexpr Word times = 18, nap_ms = 20;
    const auto ticktimer = connect(abi::ticktimer_server);
    if (!report.granted("ticktimer", ticktimer)) return;
    Word ended = 0;
    while (ended < times) {
        if (const auto pid = running(program)) ended += end_process(*pid, 0).has_value();
        (void)ask(*ticktimer, MessageId{abi::ticktimer::sleep_ms}, {nap_ms});
    }
    (void)wait_for(program);
    report.check("a server that ends is started again, however often", ended == times);
}

/// The pieces that were mapped, to be given back.
void end_starved(Report& report, std::string_view program) {
    static std::array<Memory, 64> taken;
    std::size_t count = 0;
    const Pid pid = wait_for(program);
    for (Word pages = 4096; pages != 0; pages /= 2)
        for (auto more = map_pages(pages); more && count < taken.size(); more = map_pages(pages))
            taken[count++] = *more;
    const bool ended = end_process(pid, 0).has_value();
    while (map_pages(1)) {}  // what it had
    const auto base = TimeBase::of_machine();
    for (const Ticks later = base->after(now(), Milliseconds{100}); now() < later;) yield();
    const bool gone = !running(program);
    for (std::size_t i = 0; i < count; ++i) (void)unmap_memory(taken[i]);
    (void)wait_for(program);
    report.check("a server that cannot be started is tried again", ended && gone);
}

int run(std::string_view program, std::string_view how) {
    Report report{"restarter"};
    if (how == "often") end_often(report, program);
    else end_starved(report, program);
    return report.failures();
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int count, char** arguments) {
    return count < 3 ? 2 : freehold::user::hostile::run(arguments[1], arguments[2]);
}
