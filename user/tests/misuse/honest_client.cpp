// SPDX-License-Identifier: Apache-2.0
// Asks, lends and sends as one should, and checks each answer, while `misuser` does its worst beside it:
//   honest_client           with `honest_server`
//   honest_client alone     the same, once no misuser is left
//   honest_client misuser   with the misuser itself as the server, whose end it waits for
//   honest_client orphans   with a misuser that ends while many wait for it
#include <algorithm>
#include <atomic>

#include "honest.hpp"
#include "report.hpp"
#include "user/memory.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Word rounds = 100;
constexpr Bytes size{2 * page_bytes};

/// Sums, loans and notes in turn: each must be answered as if nobody else were there.
void be_served(Report& report, ConnectionId to) {
    const auto memory = map_memory(any_ram, anywhere, size, Flags::rw);
    if (!report.granted("memory", memory)) return;
    Word sums = 0, loans = 0, notes = 0;
    for (Word round = 0; round < rounds; ++round) {
        const auto answer = ask(to, honest::sum, {round, 1000});
        sums += answer && answer->value[0] == round + 1000;
        const auto pattern = static_cast<unsigned char>(round), inverted = static_cast<unsigned char>(~round);
        std::ranges::fill(honest::bytes_of(*memory), pattern);
        const auto lent = lend_mutably(to, honest::invert, {*memory});
        loans += lent && std::ranges::count(honest::bytes_of(*memory), inverted) == std::ptrdiff_t{raw(size)};
        notes += send(to, honest::note, {}).has_value();
    }
    report.check("all sums are right", sums == rounds);
    report.check("all loans come back as they should", loans == rounds);
    const auto arrived = ask(to, honest::notes);
    report.check("no note is lost", notes == rounds && arrived && arrived->value[0] == rounds);
    report.granted("memory is its own", unmap_memory(*memory));
}

constexpr Word kinds = 3, orphans = 2 * kinds;
ConnectionId heir;
std::atomic<Word> told = 0, whole = 0;

/// Waits for what never comes, in a way of its own, and has its memory afterwards as it was.
void wait_for_nothing(Word number) {
    const auto memory = map_memory(any_ram, anywhere, size, Flags::rw);
    if (!memory) return;
    std::ranges::fill(honest::bytes_of(*memory), 7);
    Errno error{};
    if (number % kinds == 0) error = ask(heir, honest::keep).error_or(Errno{});
    if (number % kinds == 1) error = lend(heir, honest::keep, {*memory}).error_or(Errno{});
    if (number % kinds == 2) error = lend_mutably(heir, honest::keep, {*memory}).error_or(Errno{});
    told += error == Errno::server_not_found;
    whole += std::ranges::count(honest::bytes_of(*memory), 7) == std::ptrdiff_t{raw(size)};
    (void)unmap_memory(*memory);
}

/// Half of them are received before the server ends, and half are not.
void be_orphaned(Report& report, ConnectionId to) {
    heir = to;
    ThreadId threads[orphans]{};
    for (Word i = 0; i < orphans; ++i)
        if (const auto thread = start_thread(wait_for_nothing, i); report.granted("thread", thread))
            threads[i] = *thread;
    for (const ThreadId thread : threads) (void)join_thread(thread);
    report.check("all who waited are told", told == orphans);
    report.check("all have their memory", whole == orphans);
    report.refused("nobody is there any more", ask(to, honest::sum), Errno::server_not_found);
}

int run(std::string_view how) {
    Report report{"honest_client"};
    while (how == "alone" && honest::is_there("misuser")) yield();
    const auto to = connect(how == "misuser" || how == "orphans" ? honest::misuser : honest::server);
    if (!report.granted("connection", to)) return 1;
    if (how == "orphans") be_orphaned(report, *to);
    else be_served(report, *to);
    while (how != "" && honest::is_there("misuser")) yield();  // whoever looks at the memory next must not see it end
    return report.failures();
}

}  // namespace
}  // namespace freehold::user

int main(int argc, char** argv) { return freehold::user::run(argc > 1 ? argv[1] : ""); }
