// SPDX-License-Identifier: Apache-2.0
// malloc's memory: bytes out of the process' heap, which grows and shrinks in whole pages.
#include <unistd.h>
#include <cerrno>

#include "user/memory.hpp"

namespace {

using namespace freehold::user;

Word heap_break = 0;  ///< first byte not handed out; 0 before the first call
Word heap_end = 0;    ///< first byte not granted

bool find_heap() {
    if (heap_break != 0) return true;
    const auto heap = increase_heap(Bytes{0});
    if (!heap) return false;
    heap_break = heap_end = raw(heap->start) + raw(heap->bytes);
    return true;
}

/// Someone else in the process may have grown the heap meanwhile: what is new must lie where the old ended.
bool grow_to(Word wanted) {
    const auto more = in_pages(Bytes{wanted - heap_end});
    const auto heap = increase_heap(more);
    if (!heap) return false;
    const Word end = raw(heap->start) + raw(heap->bytes);
    if (end - raw(more) != heap_end) return (void)decrease_heap(more), false;
    heap_end = end;
    return true;
}

void shrink_to(Word wanted) {
    const Bytes less{(heap_end - wanted) & ~(page_bytes - 1)};
    if (raw(less) != 0 && decrease_heap(less)) heap_end -= raw(less);
}

void* no_memory() {
    errno = ENOMEM;
    return reinterpret_cast<void*>(-1);
}

}  // namespace

extern "C" void* sbrk(std::ptrdiff_t delta) {
    if (!find_heap()) return no_memory();
    const Word old = heap_break;
    const Word wanted = old + static_cast<Word>(delta);
    if ((delta >= 0) != (wanted >= old)) return no_memory();
    if (wanted > heap_end && !grow_to(wanted)) return no_memory();
    if (wanted < old) shrink_to(wanted);
    heap_break = wanted;
    return reinterpret_cast<void*>(old);
}
