// SPDX-License-Identifier: Apache-2.0
// The heap's ends: below zero, past its limit, amounts that wrap, limits that are moved around its size (R3, O3, O12).
#include "find.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

constexpr Word last_page = ~(page_bytes - 1);

Bytes limit_now() { return adjust_limit(abi::Limit::heap_maximum, Bytes{~Word{0}}, Bytes{~Word{0}}).value_or(Bytes{}); }

Word heap_bytes() {
    return increase_heap(Bytes{0}).transform([](const Memory& heap) { return raw(heap.bytes); }).value_or(~Word{0});
}

void below_zero(Hostile& hostile) {
    hostile.tries("09 shrinking a heap that is empty", [](Steps& steps) {
        for (const Word by : {page_bytes, 2 * page_bytes, last_page})
            steps.refused("shrink", decrease_heap(Bytes{by}), Errno::bad_address);
        for (const Word by : {Word{1}, Word{4095}, ~Word{0}})
            steps.refused("shrink", decrease_heap(Bytes{by}), Errno::bad_alignment);
        steps.holds("it is empty", heap_bytes() == 0);
    });
    hostile.tries("09 shrinking to zero and below", [](Steps& steps) {
        steps.granted("grow", increase_heap(Bytes{3 * page_bytes}));
        steps.refused("shrink below zero", decrease_heap(Bytes{4 * page_bytes}), Errno::bad_address);
        steps.refused("shrink by what wraps", decrease_heap(Bytes{last_page}), Errno::bad_address);
        steps.holds("nothing is gone", heap_bytes() == 3 * page_bytes);
        steps.granted("shrink to zero", decrease_heap(Bytes{3 * page_bytes}));
        steps.refused("shrink again", decrease_heap(page), Errno::bad_address);
    });
}

void past_the_limit(Hostile& hostile) {
    hostile.tries("09 growing by amounts that wrap", [](Steps& steps) {
        steps.granted("grow", increase_heap(Bytes{2 * page_bytes}));
        for (const Word by :
             {last_page, last_page - page_bytes, Word{0x8000'0000}, Word{0xe000'0000}, Word{0xa000'0000}})
            steps.refused("grow", increase_heap(Bytes{by}), Errno::out_of_memory);
        steps.refused("grow past the limit", increase_heap(limit_now()), Errno::out_of_memory);
        steps.holds("nothing is added", heap_bytes() == 2 * page_bytes);
        steps.granted("shrink", decrease_heap(Bytes{2 * page_bytes}));
    });
    hostile.tries("09 growing into what is mapped", [](Steps& steps) {
        const auto wall = map_memory(any_ram, VirtAddr{abi::layout::heap_base + 2 * page_bytes}, page, Flags::rw);
        if (!steps.granted("a page in the heap's way", wall)) return;
        steps.refused("grow over it", increase_heap(Bytes{4 * page_bytes}), Errno::memory_in_use);
        steps.granted("grow up to it", increase_heap(Bytes{2 * page_bytes}));
        steps.refused("grow into it", increase_heap(page), Errno::memory_in_use);
        steps.refused("unmap the heap", unmap_memory({VirtAddr{abi::layout::heap_base}, page}), Errno::memory_in_use);
        steps.refused("unmap the heap and the wall",
                      unmap_memory({VirtAddr{abi::layout::heap_base + page_bytes}, Bytes{2 * page_bytes}}),
                      Errno::memory_in_use);
        steps.granted("shrink", decrease_heap(Bytes{2 * page_bytes}));
        steps.granted("unmap", unmap_memory(*wall));
    });
}

void move_the_limit(Hostile& hostile) {
    hostile.tries("09 a limit lowered to the heap, below it, and raised above what was given", [](Steps& steps) {
        const Bytes hard = limit_now();
        const auto set = [](Bytes from, Bytes to) { return adjust_limit(abi::Limit::heap_maximum, from, to); };
        steps.granted("grow", increase_heap(Bytes{4 * page_bytes}));
        steps.refused("below the heap", set(hard, Bytes{3 * page_bytes}), Errno::invalid_limit);
        steps.refused("above the hard limit", set(hard, Bytes{raw(hard) + page_bytes}), Errno::invalid_limit);
        steps.refused("all ones", set(hard, Bytes{~Word{0}}), Errno::invalid_limit);
        steps.holds("a wrong guess changes nothing", set(Bytes{raw(hard) + 1}, Bytes{0}) == hard);
        steps.holds("to the heap", set(hard, Bytes{4 * page_bytes}) == Bytes{4 * page_bytes});
        steps.refused("grow past it", increase_heap(page), Errno::out_of_memory);
        steps.granted("shrink under it", decrease_heap(page));
        steps.granted("grow to it", increase_heap(page));
        steps.holds("back up", set(Bytes{4 * page_bytes}, hard) == hard);
        steps.granted("shrink", decrease_heap(Bytes{4 * page_bytes}));
        for (const Word knob : {Word{0}, Word{3}, ~Word{0}})
            steps.refused("no such knob", adjust_limit(abi::Limit{knob}, Bytes{0}, Bytes{1}), Errno::invalid_limit);
        steps.refused("the heap's size itself", adjust_limit(abi::Limit::heap_size, Bytes{0}, page),
                      Errno::invalid_limit);
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_heap"};
    below_zero(hostile);
    past_the_limit(hostile);
    move_the_limit(hostile);
    return hostile.failures();
}
