// SPDX-License-Identifier: Apache-2.0
#include "user/thread.hpp"

#include "user/memory.hpp"

extern "C" void thread_start();

namespace freehold::user {

Result<ThreadId> start_thread(ThreadBody body, Word argument, Bytes stack) {
    const auto mapped = map_memory(any_ram, anywhere, Bytes{raw(in_pages(stack)) + page_bytes}, Flags::rw);
    if (!mapped) return std::unexpected(mapped.error());
    const Memory guard{mapped->start, Bytes{page_bytes}};
    const Memory usable{VirtAddr{raw(mapped->start) + page_bytes}, Bytes{raw(mapped->bytes) - page_bytes}};
    auto thread = restrict_memory(guard, Flags::guard).and_then([&] {
        return create_thread(VirtAddr{reinterpret_cast<Word>(&thread_start)}, usable, reinterpret_cast<Word>(body),
                             argument, raw(mapped->start), raw(mapped->bytes));
    });
    if (!thread) (void)unmap_memory(*mapped);
    return thread;
}

}  // namespace freehold::user
