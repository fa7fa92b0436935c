// SPDX-License-Identifier: Apache-2.0
// Fragments as much as it can: every other page of all that it may own. Where owners are kept as runs, its own budget of runs stops
// it, every free still succeeds, and nobody else notices (O7, O12). `hostile_runs beside` is somebody else.
#include "find.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x6000'0000};
constexpr Word pages = 256;
constexpr Word attackers_flash = 0x2100'0000;
constexpr Word neighbours_flash = 0x2200'0000;

Memory page_at(Word i) { return {VirtAddr{raw(here) + i * page_bytes}, page}; }

void unmap_each(Steps& steps, Word from, Word step, Word end) {
    for (Word i = from; i < end; i += step) steps.granted("a page of many", unmap_memory(page_at(i)));
}

/// Claims every other page of storage until it is refused. @return how many it has, mapped from `here` on
Word claim_apart(Word flash) {
    Word count = 0;
    while (count < pages && map_memory(PhysAddr{flash + 2 * count * page_bytes}, page_at(count).start, page, Flags::r))
        ++count;
    return count;
}

void fragment(Steps& steps) {
    steps.granted("all at once", map_memory(any_ram, here, Bytes{pages * page_bytes}, Flags::rw));
    unmap_each(steps, 1, 2, pages);
    steps.refused("one run more", map_memory(PhysAddr{attackers_flash}, anywhere, page, Flags::r),
                  Errno::out_of_memory);
}

void attack(Hostile& hostile) {
    hostile.tries("12 every other page of its RAM", [](Steps& steps) {
        fragment(steps);
        unmap_each(steps, 0, 2, pages);
    });
    hostile.tries("12 every other page of storage", [](Steps& steps) {
        const Word count = claim_apart(attackers_flash);
        steps.refused("one run more", map_memory(PhysAddr{attackers_flash + 0x10'0000}, anywhere, page, Flags::r),
                      Errno::out_of_memory);
        steps.holds("there were some", count > 8);
        unmap_each(steps, 1, 2, count);
        unmap_each(steps, 0, 2, count);
    });
    hostile.tries_for_good("12 it stays so", fragment);
}

/// As many runs as it gets, and a large piece; all is given back.
Word whole_budget(Hostile& hostile) {
    Word count = 0;
    hostile.tries("12 somebody's whole budget", [&](Steps& steps) {
        count = claim_apart(neighbours_flash);
        unmap_each(steps, 0, 1, count);
        steps.granted("much in one piece", map_memory(any_ram, here, Bytes{pages * page_bytes}, Flags::rw));
        steps.granted("and back", unmap_memory({here, Bytes{pages * page_bytes}}));
    });
    return count;
}

/// Counts whenever it is asked to, while who asks waits: nothing else may change then.
int beside(Hostile& hostile) {
    const auto server = create_server(peer::runs);
    if (!server) return 1;
    while (const auto question = receive(server->sid)) (void)return_scalar(question->sender, whole_budget(hostile));
    return 1;
}

/// How many runs the neighbour can have at this moment; 0 where it does not answer.
Word runs_of(ConnectionId neighbour) { return ask(neighbour, MessageId{1}).value_or(Answer{}).value[0]; }

int attack_beside(Hostile& hostile, ConnectionId neighbour) {
    const Word before = runs_of(neighbour);
    attack(hostile);
    const Word now = runs_of(neighbour);
    print("hostile_runs: {} runs before, {} now\n", before, now);
    const bool same = before != 0 && now == before;
    print("{} 12 nobody else has a run less\n", same ? "PASS" : "FAIL");
    return same ? hostile.failures() : 1;
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char**) {
    using namespace freehold::user;
    hostile::Hostile hostile{"hostile_runs"};
    if (argc > 1) return hostile::beside(hostile);
    const auto neighbour = connect(hostile::peer::runs);
    return neighbour ? hostile::attack_beside(hostile, *neighbour) : 1;
}
