// SPDX-License-Identifier: Apache-2.0
// What system calls cost, in instructions from user to user, and the limit that each keeps. Needs `bounds_echo` running and
// a machine that counts exactly (`-icount`): `instret` is a count of instructions only there. docs/bounds.md has the table.
#include "bounds.hpp"

#include "counting.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

/// Close above what was counted when it last changed, all in one place.
namespace limit {
constexpr Limit null_call{"null_call", "GetProcessId", 150};
constexpr Limit map_and_touch{"map_and_touch", "MapMemory of a page, and its first touch", 2120};
constexpr Limit map{"map", "MapMemory of a page", 640};
constexpr Limit unmap{"unmap", "UnmapMemory of a page", 700};
constexpr Limit first_touch{"first_touch", "a first touch", 1500};
constexpr Limit map_mebibyte{"map_mebibyte", "MapMemory of 1 MiB", 5120};
constexpr Limit unmap_mebibyte{"unmap_mebibyte", "UnmapMemory of 1 MiB", 12800};
constexpr Limit device_page{"device_page", "claim of a device page", 700};
constexpr Limit heap_up{"heap_up", "IncreaseHeap by a page", 570};
constexpr Limit heap_down{"heap_down", "DecreaseHeap by a page", 640};
constexpr Limit heap_table{"heap_table", "IncreaseHeap by a page and by its page table", 1860};
constexpr Limit one_call{"one_call", "blocking scalar, answered in one call", 600};
constexpr Limit two_calls{"two_calls", "blocking scalar, answered in two calls", 800};
constexpr Limit lend{"lend", "a page lent and returned, in one call", 1500};
constexpr Limit lend_two_calls{"lend_two_calls", "a page lent and returned, in two calls", 1720};
}  // namespace limit

constexpr Word rw = raw(Flags::rw);

Reply map(Word physical, Word bytes, Word flags) {
    return system_call(abi::Call::map_memory, physical, 0, bytes, flags);
}
void unmap(const Reply& range) { (void)system_call(abi::Call::unmap_memory, range.value[0], range.value[1]); }
void touch(Word address) { *reinterpret_cast<volatile unsigned char*>(address) = 1; }

void null_call(Bounds& bounds) {
    bounds.hold(limit::null_call, cost([] { (void)system_call(abi::Call::get_process_id); }, nothing));
}

void pages(Bounds& bounds) {
    Reply page{};
    const auto claim = [&] { page = map(0, page_bytes, rw); };
    const auto release = [&] { unmap(page); };
    const Reply neighbour = map(0, page_bytes, rw);  // so that no page table comes and goes
    bounds.hold(limit::map_and_touch, cost([&] { claim(), touch(page.value[0]); }, release));
    bounds.hold(limit::map, cost(claim, release));
    claim();
    bounds.hold(limit::unmap, cost(release, claim));
    bounds.hold(limit::first_touch, cost([&] { touch(page.value[0]); }, [&] { release(), claim(); }));
    release();
    constexpr Word virtio = 0x1000'1000;
    bounds.hold(limit::device_page, cost([&] { page = map(virtio, page_bytes, rw | abi::flag::device); }, release));
    unmap(neighbour);
}

void mebibyte(Bounds& bounds) {
    Reply range{};
    const auto claim = [&] { range = map(0, 256 * page_bytes, rw); };
    const auto release = [&] { unmap(range); };
    bounds.hold(limit::map_mebibyte, cost(claim, release));
    claim();
    bounds.hold(limit::unmap_mebibyte, cost(release, claim));
    release();
}

void heap(Bounds& bounds) {
    const auto increase = [] { (void)system_call(abi::Call::increase_heap, page_bytes, rw); };
    const auto decrease = [] { (void)system_call(abi::Call::decrease_heap, page_bytes); };
    bounds.hold(limit::heap_table, cost(increase, decrease));
    increase();  // holds the page table
    bounds.hold(limit::heap_up, cost(increase, decrease));
    increase();
    bounds.hold(limit::heap_down, cost(decrease, increase));
    decrease(), decrease();
}

void messages(Bounds& bounds) {
    const abi::Sid sid = bounds::echo;
    const Word echo = system_call(abi::Call::connect, sid.word[0], sid.word[1], sid.word[2], sid.word[3]).value[0];
    const auto ask = [&](MessageId id) {
        return cost(
            [&] {
                (void)system_call(abi::Call::send_message, echo, static_cast<Word>(abi::Send::blocking_scalar),
                                  raw(id));
            },
            nothing);
    };
    bounds.hold(limit::one_call, ask(bounds::in_one));
    bounds.hold(limit::two_calls, ask(bounds::in_two));
    const Reply page = map(0, page_bytes, rw);
    touch(page.value[0]);
    const auto lend = [&](MessageId id) {
        return cost(
            [&] {
                (void)system_call(abi::Call::send_message, echo, static_cast<Word>(abi::Send::borrow), raw(id),
                                  page.value[0], page_bytes, 0, 0);
            },
            nothing);
    };
    bounds.hold(limit::lend, lend(bounds::look_in_one));
    bounds.hold(limit::lend_two_calls, lend(bounds::look_in_two));
    unmap(page);
}

}  // namespace
}  // namespace freehold::user

int main() {
    freehold::user::Bounds bounds;
    freehold::user::null_call(bounds);
    freehold::user::pages(bounds);
    freehold::user::mebibyte(bounds);
    freehold::user::heap(bounds);
    freehold::user::messages(bounds);
    return bounds.failures();
}
