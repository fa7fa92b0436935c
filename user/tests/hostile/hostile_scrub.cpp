// SPDX-License-Identifier: Apache-2.0
// Stands in for the shell, for its rights to spawn and to end: RAM arrives zeroed (O6), even that of a process that was full of
// marks a moment ago. Each time `hostile_hog` takes and marks all it gets, ends, and its pages are asked for at once: those
// very pages, any pages, pages side by side, the heap. Powers the machine off when it is done.
#include "child.hpp"
#include "estate.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/ending.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr abi::Sid sid = abi::Sid::of("hostile-scrub   ");
constexpr MessageId ended{77};
constexpr VirtAddr here{0x5000'0000};
constexpr Word most_at_once = 256;  ///< pages

bool all_zero(Memory memory) {
    const auto* const words = static_cast<const Word*>(memory.pointer());
    Word any = 0;
    for (Word i = 0; i < raw(memory.bytes) / sizeof(Word); ++i) any |= words[i];
    return any == 0;
}

auto spawn_hog() { return spawn_with("hostile_hog", "64"); }

enum class End { exit, fault, killed };

/// Ends the hog in that way, and returns when nothing is its any more.
bool end(Pid hog, ConnectionId connection, End how) {
    if (how == End::exit) (void)send(connection, peer::die, {});
    if (how == End::fault) (void)send(connection, peer::fault, {});
    if (how == End::killed) (void)end_process(hog, 0);
    const auto message = receive(sid);
    const auto ending = message ? ending_of(*message, ended) : std::nullopt;
    if (!ending || ending->pid != hog) return false;
    (void)disconnect(connection);
    (void)dismiss(*ending);
    settle();
    return Estate::of(hog).pages() == 0;
}

/// Those very pages.
void take_exactly(Steps& steps, const Estate& estate) {
    estate.each_piece(most_at_once, [&](Word first, Word pages) {
        const auto memory = map_memory(PhysAddr{first * page_bytes}, here, Bytes{pages * page_bytes}, Flags::rw);
        if (!steps.granted("those pages", memory)) return;
        steps.holds("are zeroed", all_zero(*memory));
        steps.granted("unmap", unmap_memory(*memory));
    });
}

Word count_inherited(const Estate& estate, Memory memory) {
    Word count = 0;
    for (Word at = raw(memory.start); at - raw(memory.start) < raw(memory.bytes); at += page_bytes)
        count += estate.holds(virt_to_phys(VirtAddr{at}).value_or(PhysAddr{0}));
    return count;
}

/// Pages of the pool until it or the limit ends, `each` at a time.
void take_any(Steps& steps, const Estate& estate, Word each, Flags flags) {
    Word pages = 0;
    const auto more = [&] {
        return map_memory(any_ram, VirtAddr{raw(here) + pages * page_bytes}, Bytes{each * page_bytes}, flags);
    };
    while (more()) pages += each;
    const Memory all{here, Bytes{pages * page_bytes}};
    steps.holds("half of it was the dead one's", count_inherited(estate, all) >= estate.pages() / 2);
    steps.holds("all of it is zeroed", all_zero(all));
    steps.granted("unmap", unmap_memory(all));
}

void take_heap(Steps& steps, const Estate& estate) {
    const Word before = raw(increase_heap(Bytes{0}).value_or(Memory{}).bytes);
    while (increase_heap(Bytes{64 * page_bytes})) {}
    const auto heap = increase_heap(Bytes{0});
    if (!steps.granted("the heap", heap)) return;
    const Bytes grown{raw(heap->bytes) - before};
    const Memory added{VirtAddr{raw(heap->start) + before}, grown};
    steps.holds("half of it was the dead one's", count_inherited(estate, added) >= raw(grown) / page_bytes / 2);
    steps.holds("all of it is zeroed", raw(grown) != 0 && all_zero(added));
    steps.granted("and back", decrease_heap(grown));
}

/// One whole life of a hog: what init, this program and others need of the kernel for it is theirs from then on.
bool warm_up() {
    const auto hog = spawn_hog();
    const auto connection = connect(peer::hog);
    return hog && connection && end(*hog, *connection, End::exit);
}

void inherit(Hostile& hostile, std::string_view name, End how, auto&& take) {
    hostile.tries(name, [&](Steps& steps) {
        const auto hog = spawn_hog();
        const auto connection = connect(peer::hog);
        if (!hog || !steps.granted("connect", connection)) return steps.fail("the hog", "none");
        const Estate estate = Estate::of(*hog);
        steps.holds("it has much", estate.complete() && estate.pages() > 2048);
        if (!end(*hog, *connection, how)) return steps.fail("its end", "another");
        take(steps, estate);
    });
}

void attack(Hostile& hostile) {
    const auto any = [](Steps& steps, const Estate& estate) { take_any(steps, estate, 1, Flags::rw); };
    const auto beside = [](Steps& steps, const Estate& estate) { take_any(steps, estate, 8, Flags::device); };
    inherit(hostile, "18 the very pages of one that exited", End::exit, take_exactly);
    inherit(hostile, "18 the very pages of one that was killed", End::killed, take_exactly);
    inherit(hostile, "18 the very pages of one that faulted", End::fault, take_exactly);
    inherit(hostile, "18 any pages after one that exited", End::exit, any);
    inherit(hostile, "18 any pages after one that was killed", End::killed, any);
    inherit(hostile, "18 pages side by side after one that faulted", End::fault, beside);
    inherit(hostile, "18 a heap after one that exited", End::exit, take_heap);
    inherit(hostile, "18 a heap after one that was killed", End::killed, take_heap);
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user;
    using namespace freehold::user::hostile;
    if (!create_server(sid) || !watch(every_process, sid, ended) || !warm_up()) return 1;
    Hostile hostile{"hostile_scrub"};
    attack(hostile);
    print("hostile_scrub: {} failures\n", hostile.failures());
    (void)shut_down();
    return 1;
}
