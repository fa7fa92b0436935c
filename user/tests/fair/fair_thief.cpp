// SPDX-License-Identifier: Apache-2.0
// Tries to get more than its share of time, in the way that `fair` tells it, until it is ended.
#include <atomic>

#include "fair.hpp"
#include "hostile/find.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/thread.hpp"

namespace freehold::user::fair {
namespace {

std::uint64_t one_slice;
ConnectionId to_driver;
bool tells = false;

/// Tells what this process has used each time that it is half a slice.
void tell_use(std::uint64_t length) {
    static std::atomic<Word> use = 0;
    const Word sum = use += static_cast<Word>(length);
    if (sum < one_slice / 2) return;
    use -= sum;
    (void)try_send(to_driver, used, {sum});
}

/// As `fair_honest` it counts only short steps of the clock: in the long ones others ran, or the host did.
void spin(std::uint64_t length) {
    const std::uint64_t begin = ticks();
    std::uint64_t ran = 0;
    for (std::uint64_t last = begin, here = begin; here - begin < length; last = here) {
        here = ticks();
        if (here - last < one_slice / 20) ran += here - last;
    }
    if (tells) tell_use(ran);
}
[[noreturn]] void spin_on(Word = 0) {
    for (;;) spin(one_slice);
}

void spin_in_threads(unsigned count) {
    while (--count > 0) (void)start_thread(spin_on, 0);
    spin_on();
}

void yield_early() {
    for (;;) {
        spin(one_slice - one_slice / 100);
        yield();
    }
}

void set_alarms() {
    for (;;) {
        (void)set_alarm(Ticks{ticks() + one_slice / 100});
        (void)wait_event();
        spin(one_slice - one_slice / 50);
    }
}

void ask_ticktimer() {
    const auto ticktimer = connect(abi::Sid::of("ticktimer-server"));
    for (;;) {
        (void)ask(*ticktimer, MessageId{abi::ticktimer::sleep_ms}, {1});
        spin(one_slice - one_slice / 50);
    }
}

/// Answers after as much work as `ask_on` does between its questions.
[[noreturn]] void answer_on(Word which) {
    const auto server = create_server(partner[which]);
    for (;;) {
        const auto message = receive(server->sid);
        spin(one_slice / 3);
        if (message->carries_memory()) (void)return_memory(message->sender, {message->memory(), 0, 0});
        else (void)return_scalar(message->sender, 0);
    }
}
[[noreturn]] void ask_on(bool lends) {
    const auto server = connect(partner[1]);
    const auto page = map_memory(PhysAddr{0}, VirtAddr{0}, Bytes{page_bytes}, Flags::rw);
    *static_cast<volatile char*>(page->pointer()) = 1;
    for (;;) {
        if (lends) (void)lend(*server, MessageId{0}, {*page});
        else (void)ask(*server, MessageId{0});
        spin(one_slice / 3);
    }
}
void wake_itself() {
    (void)start_thread(answer_on, 1);
    ask_on(false);
}

void tell_partner(Word which) {
    const auto own = create_server(partner[which]);
    const auto other = connect(partner[1 - which]);
    if (which == 0) (void)send(*other, MessageId{0}, {});
    for (;;) {
        (void)receive(own->sid);
        spin(one_slice / 3);
        (void)send(*other, MessageId{0}, {});
        spin(one_slice / 3);
    }
}

/// The most pages that are next to each other and nobody's, of what is not RAM.
Memory largest_device() {
    Memory largest{};
    hostile::each_owned([&](const hostile::OwnedPages& run) {
        const Bytes size{run.pages * page_bytes};
        if (run.kind != abi::RegionKind::ram && run.owner == Pid{0} && size > largest.bytes)
            largest = {VirtAddr{run.first * page_bytes}, size};
        return false;
    });
    return largest;
}
constexpr Flags device_to_read{abi::flag::r | abi::flag::device};

void call_long() {
    const Memory device = largest_device();
    for (;;) {
        const auto held = map_memory(PhysAddr{raw(device.start)}, VirtAddr{0}, device.bytes, device_to_read);
        if (held) (void)unmap_memory(*held);
    }
}

void start_threads() {
    for (;;) {
        const auto one = start_thread([](Word) { spin(one_slice / 3); }, 0);
        spin(one_slice / 3);
        if (one) (void)join_thread(*one);
    }
}

void start_processes() {
    const auto own = create_server(partner[0]);
    for (;;) {
        if (!spawn(*Name::of("fair_thief"))) yield();
        else if (const auto done = receive(own->sid)) (void)return_scalar(done->sender, 0);
    }
}
void live_short() {
    const auto parent = connect(partner[0]);
    spin(one_slice - one_slice / 50);
    (void)ask(*parent, MessageId{0});
}

void follow(Strategy strategy, Word which) {
    switch (strategy) {
        case Strategy::spins: return spin_on();
        case Strategy::yields_early: return yield_early();
        case Strategy::yields:
            for (;;) yield();
        case Strategy::two_threads: return spin_in_threads(2);
        case Strategy::many_threads: return spin_in_threads(12);
        case Strategy::wakes_itself: return wake_itself();
        case Strategy::sets_alarms: return set_alarms();
        case Strategy::asks_ticktimer: return ask_ticktimer();
        case Strategy::asks_partner: return which == 0 ? ask_on(false) : answer_on(1);
        case Strategy::tells_partner: return tell_partner(which);
        case Strategy::lends: return which == 0 ? ask_on(true) : answer_on(1);
        case Strategy::calls_long: return call_long();
        case Strategy::starts_threads: return start_threads();
        case Strategy::starts_processes: return start_processes();
        case Strategy::short_lived: return live_short();
    }
}

}  // namespace
}  // namespace freehold::user::fair

int main() {
    using namespace freehold::user;
    using namespace freehold::user::fair;
    one_slice = slice();
    const auto connection = connect(driver);
    if (!connection) return 1;
    to_driver = *connection;
    const auto task = ask(to_driver, role);
    if (!task) return 1;
    tells = task->value[2] != 0;
    follow(static_cast<Strategy>(task->value[0]), task->value[1]);
    return 0;
}
