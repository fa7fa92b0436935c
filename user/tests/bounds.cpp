// SPDX-License-Identifier: Apache-2.0
// What system calls cost, in instructions from user to user, and the limit that each keeps. Needs `bounds_echo` running and
// a machine that counts exactly (`-icount`): `instret` is a count of instructions only there. docs/bounds.md has the table.
#include "bounds.hpp"

#include <algorithm>
#include <array>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

Word instructions() {
    Word count;
    asm volatile("rdinstret %0" : "=r"(count)::"memory");
    return count;
}

/// What lies between the two readings of nothing.
Word overhead() {
    const Word before = instructions();
    return instructions() - before;
}

/// The fewest of several runs: a run that the timer interrupts costs more. `undo` is not counted.
template <class Do, class Undo>
Word cost(Do once, Undo undo) {
    Word least = ~Word{0};
    for (unsigned run = 0; run < 7; ++run) {
        const Word before = instructions();
        once();
        const Word count = instructions() - before - overhead();
        undo();
        least = std::min(least, count);
    }
    return least;
}

class Bounds {
public:
    void hold(std::string_view what, Word count, Word limit) {
        print("{} bounds {} {} of at most {}\n", count <= limit ? "PASS" : "FAIL", what, count, limit);
        failures_ += count <= limit ? 0 : 1;
    }
    [[nodiscard]] int failures() const { return failures_; }

private:
    int failures_ = 0;
};

constexpr auto nothing = [] {};
constexpr Word rw = raw(Flags::rw);

Reply map(Word physical, Word bytes, Word flags) {
    return system_call(abi::Call::map_memory, physical, 0, bytes, flags);
}
void unmap(const Reply& range) { (void)system_call(abi::Call::unmap_memory, range.value[0], range.value[1]); }
void touch(Word address) { *reinterpret_cast<volatile unsigned char*>(address) = 1; }

void calls(Bounds& bounds) {
    bounds.hold("GetProcessId", cost([] { (void)system_call(abi::Call::get_process_id); }, nothing), 210);
    Reply page{};
    const Reply neighbour = map(0, page_bytes, rw);  // so that no page table comes and goes
    bounds.hold("MapMemory of a page, and its first touch",
                cost([&] { page = map(0, page_bytes, rw), touch(page.value[0]); }, [&] { unmap(page); }), 2200);
    bounds.hold("MapMemory of a page", cost([&] { page = map(0, page_bytes, rw); }, [&] { unmap(page); }), 700);
    bounds.hold("UnmapMemory of a page",
                cost(
                    [&] {
                        unmap(page);
                        page = map(0, page_bytes, rw);
                    },
                    nothing),
                1100);
    bounds.hold("a first touch",
                cost([&] { touch(page.value[0]); }, [&] { unmap(page), page = map(0, page_bytes, rw); }), 1550);
    bounds.hold("MapMemory of 1 MiB", cost([&] { unmap(page), page = map(0, 256 * page_bytes, rw); }, nothing), 22000);
    unmap(page);
    constexpr Word virtio = 0x1000'1000;
    bounds.hold("claim of a device page",
                cost([&] { page = map(virtio, page_bytes, rw | abi::flag::device); }, [&] { unmap(page); }), 800);
    bounds.hold("IncreaseHeap by a page",
                cost([] { (void)system_call(abi::Call::increase_heap, page_bytes, rw); },
                     [] { (void)system_call(abi::Call::decrease_heap, page_bytes); }),
                1900);
    unmap(neighbour);
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
    bounds.hold("blocking scalar, answered in one call", ask(bounds::in_one), 1750);
    bounds.hold("blocking scalar, answered in two calls", ask(bounds::in_two), 1850);
    const Reply page = map(0, page_bytes, rw);
    touch(page.value[0]);
    const auto lend = [&] {
        (void)system_call(abi::Call::send_message, echo, static_cast<Word>(abi::Send::borrow), raw(bounds::look),
                          page.value[0], page_bytes, 0, 0);
    };
    bounds.hold("a page lent and returned", cost(lend, nothing), 8500);
    unmap(page);
}

}  // namespace
}  // namespace freehold::user

int main() {
    freehold::user::Bounds bounds;
    freehold::user::calls(bounds);
    freehold::user::messages(bounds);
    return bounds.failures();
}
