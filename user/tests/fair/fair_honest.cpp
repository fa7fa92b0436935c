// SPDX-License-Identifier: Apache-2.0
// Wants to run all the time, and tells `fair` how much of it it had: it looks at the clock again and again, and where a
// step of the clock is longer than its own work, somebody else ran. It measures whole rounds, from one such moment to
// another.
#include "fair.hpp"
#include "user/memory.hpp"
#include "user/message.hpp"

namespace freehold::user::fair {
namespace {

struct Task {
    std::uint64_t window, longest_step, between_calls;
    Honest kind;
};

/// A call that needs the memory manager, so that it has to help whoever is in the middle of one.
void call_now_and_then(const Task& task, std::uint64_t here, std::uint64_t& called) {
    if (task.kind != Honest::calls || here - called < task.between_calls) return;
    called = here;
    const auto page = map_memory(PhysAddr{0}, VirtAddr{0}, Bytes{page_bytes}, Flags::rw);
    if (page) (void)unmap_memory(*page);
}

struct Had {
    Word thousandths, ticks;
};

/// Where nobody else ever runs there is no round: it ends after three windows.
Had measure(const Task& task) {
    const std::uint64_t start = ticks();
    std::uint64_t begin = start, ran = 0, last = start, called = start;
    for (;;) {
        const std::uint64_t here = ticks();
        if (here - last < task.longest_step) {
            ran += here - last;
        } else if (begin == start) {
            begin = here, ran = 0;
        }
        const bool whole = here - last >= task.longest_step && here - begin >= task.window;
        last = here;
        if (whole || here - start >= 3 * task.window) break;
        call_now_and_then(task, here, called);
    }
    return {static_cast<Word>(ran * 1000 / (last - begin)), static_cast<Word>(ran)};
}

}  // namespace
}  // namespace freehold::user::fair

int main() {
    using namespace freehold::user;
    using namespace freehold::user::fair;
    const auto to_driver = connect(driver);
    if (!to_driver) return 1;
    const auto task = ask(*to_driver, window);
    if (!task) return 1;
    const std::uint64_t one = slice();
    const Had had =
        measure({task->value[0] * one, one / task->value[1], one / 20, static_cast<Honest>(task->value[2])});
    return ask(*to_driver, share, {had.thousandths, had.ticks}) ? 0 : 1;
}
