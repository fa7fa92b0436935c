// SPDX-License-Identifier: Apache-2.0
// Stacks that no thread may have: unowned, read-only, too small, misaligned, another's, wrapping (R4).
#include <atomic>

#include "find.hpp"
#include "trial.hpp"
#include "user/thread.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr entry{page_bytes};  // never reached

std::atomic<bool> stay = true;

/// Runs on a stack of its own making, without thread-local storage: it only waits.
void wait_here(Word) {
    while (stay) system_call(abi::Call::yield);
}

Result<ThreadId> on(VirtAddr base, Word size) { return create_thread(entry, {base, Bytes{size}}, 0, 0, 0, 0); }
VirtAddr plus(VirtAddr at, Word bytes) { return VirtAddr{raw(at) + bytes}; }

void bad_ranges(Hostile& hostile) {
    hostile.tries("16 stacks that wrap, or are the kernel's", [](Steps& steps) {
        for (const Word base : {abi::layout::user_end, Word{0xff80'0000}, ~(page_bytes - 1), Word{0}, Word{0x10}})
            for (const Word size : {page_bytes, 2 * page_bytes, Word{0x8000'0000}, ~Word{0}, ~Word{15}})
                steps.refused("stack", on(VirtAddr{base}, size), Errno::bad_address);
    });
    hostile.tries("16 stacks of no use", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{2 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        for (const Word size : {0u, 1u, 16u, 255u})
            steps.refused("too small", on(memory->start, size), Errno::bad_address);
        for (const Word off : {1u, 4u, 8u, 15u})
            steps.refused("misaligned", on(plus(memory->start, off), page_bytes), Errno::bad_alignment);
        steps.refused("past its end", on(memory->start, 2 * page_bytes + 16), Errno::bad_address);
        steps.granted("a hole", unmap_memory(nth_page(*memory, 1)));
        steps.refused("over a hole", on(memory->start, 2 * page_bytes), Errno::bad_address);
        steps.granted("read-only", restrict_memory(nth_page(*memory, 0), Flags::r));
        steps.refused("read-only", on(memory->start, page_bytes), Errno::access_denied);
        steps.granted("unmap", unmap_memory(nth_page(*memory, 0)));
        steps.refused("unowned", on(memory->start, page_bytes), Errno::bad_address);
    });
}

void another_threads(Hostile& hostile) {
    hostile.tries("16 a live thread's stack", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{4 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        stay = true;
        const VirtAddr base = plus(memory->start, page_bytes);
        const auto thread = create_thread(VirtAddr{reinterpret_cast<Word>(&wait_here)}, {base, page}, 0, 0, 0, 0);
        if (!steps.granted("thread", thread)) return;
        steps.refused("the same", on(base, page_bytes), Errno::memory_in_use);
        steps.refused("all around it", on(memory->start, 4 * page_bytes), Errno::memory_in_use);
        steps.refused("its beginning", on(memory->start, page_bytes + 16), Errno::memory_in_use);
        steps.refused("its end", on(plus(base, page_bytes - 16), page_bytes), Errno::memory_in_use);
        steps.refused("inside it", on(plus(base, 256), 256), Errno::memory_in_use);
        steps.refused("the first thread's", on(VirtAddr{abi::layout::stack_top - page_bytes}, page_bytes),
                      Errno::memory_in_use);
        stay = false;
        steps.granted("join", join_thread(*thread));
        steps.granted("unmap", unmap_memory(*memory));
    });
    hostile.tries("16 more threads than there can be", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{32 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        stay = true;
        ThreadId threads[abi::threads_per_process]{};
        for (Word i = 0; i + 1 < abi::threads_per_process; ++i) {
            const auto thread =
                create_thread(VirtAddr{reinterpret_cast<Word>(&wait_here)}, nth_page(*memory, i), 0, 0, 0, 0);
            if (!steps.granted("thread", thread)) return;
            threads[i] = *thread;
        }
        steps.refused("one more", on(nth_page(*memory, 31).start, page_bytes), Errno::thread_not_available);
        for (const Word none : {Word{0}, Word{32}, Word{255}, ~Word{0}})
            steps.refused("join none", join_thread(ThreadId{none}), Errno::invalid_thread);
        stay = false;
        for (Word i = 0; i + 1 < abi::threads_per_process; ++i) steps.granted("join", join_thread(threads[i]));
        steps.granted("unmap", unmap_memory(*memory));
    });
}

/// The kernel's pages for 31 threads stay once they are there.
void warm_up(Hostile& hostile) {
    hostile.tries_for_good("16 all threads there can be", [](Steps& steps) {
        const auto memory = map_memory(any_ram, anywhere, Bytes{31 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        stay = true;
        for (Word i = 0; i + 1 < abi::threads_per_process; ++i)
            steps.granted("thread", create_thread(VirtAddr{reinterpret_cast<Word>(&wait_here)}, nth_page(*memory, i), 0,
                                                  0, 0, 0));
        stay = false;
        for (Word tid = 2; tid <= abi::threads_per_process; ++tid) steps.granted("join", join_thread(ThreadId{tid}));
        steps.granted("unmap", unmap_memory(*memory));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_stacks"};
    warm_up(hostile);
    bad_ranges(hostile);
    another_threads(hostile);
    return hostile.failures();
}
