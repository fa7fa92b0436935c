// SPDX-License-Identifier: Apache-2.0
// Threads: each with a stack that it was given, storage of its own, and a heap that all share (R4).
#include <atomic>
#include <cstdlib>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/process.hpp"
#include "user/thread.hpp"

namespace freehold::user {
namespace {

constexpr Word thread_count = 6;
constexpr int turns = 50;

std::atomic<Word> arrived = 0;
std::atomic<bool> mixed_up = false;
thread_local Word own = 7;

/// Every thread must find its own storage fresh, keep it, and get memory that nobody else has.
void work(Word number) {
    if (own != 7) mixed_up = true;
    own = number;
    for (int turn = 0; turn < turns; ++turn) {
        auto* block = static_cast<volatile Word*>(std::malloc(64));
        if (block == nullptr) break;
        *block = number;
        yield();
        if (*block != number || own != number) mixed_up = true;
        std::free(const_cast<Word*>(block));
    }
    ++arrived;
}

Word pages_of_self() {
    const auto self = process_id();
    const auto process = self ? query(abi::Query::process, raw(*self)) : std::unexpected(self.error());
    return process ? process->value[0] : 0;
}

void run_together(Report& report) {
    ThreadId threads[thread_count];
    for (Word i = 0; i < thread_count; ++i) {
        const auto thread = start_thread(work, i + 1);
        if (!report.granted("start", thread)) return;
        threads[i] = *thread;
    }
    bool joined = true;
    for (const auto thread : threads) joined = join_thread(thread).has_value() && joined;
    report.check("all are joined", joined);
    report.check("all have worked", arrived == thread_count);
    report.check("none has seen another's memory", !mixed_up);
}

/// What the kernel checks of a stack (R4): that it is memory of the process that can be written.
void refuse_bad_stacks(Report& report) {
    const VirtAddr entry{reinterpret_cast<Word>(&work)};
    const Bytes page{page_bytes};
    const auto on = [&](VirtAddr start, Bytes bytes) { return create_thread(entry, {start, bytes}, 0, 0, 0, 0); };
    report.refused("a stack that is not mapped", on(VirtAddr{abi::layout::map_end - page_bytes}, page),
                   Errno::bad_address);
    report.refused("a stack in the kernel", on(VirtAddr{abi::layout::user_end}, page), Errno::bad_address);
    report.refused("a stack that wraps", on(VirtAddr{~(page_bytes - 1)}, Bytes{2 * page_bytes}), Errno::bad_address);
    report.refused("a stack of no size", on(VirtAddr{abi::layout::map_base}, Bytes{0}), Errno::bad_address);
    report.refused("a stack in the program's text",
                   on(VirtAddr{reinterpret_cast<Word>(&work) & ~(page_bytes - 1)}, page), Errno::access_denied);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"threads"};
    refuse_bad_stacks(report);
    run_together(report);  // the heap and thread contexts have grown for good after this
    const Word before = pages_of_self();
    arrived = 0;
    run_together(report);
    report.check("every stack was given back", pages_of_self() == before);
    report.refused("joining oneself", thread_id().and_then(join_thread), freehold::abi::Errno::thread_not_available);
    return report.failures();
}
