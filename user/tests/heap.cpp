// SPDX-License-Identifier: Apache-2.0
// The heap (R3): begins at 0, grows and shrinks by request, comes zeroed, and has an end.
#include <algorithm>
#include <cstdlib>
#include <span>
#include <utility>

#include "report.hpp"
#include "user/memory.hpp"
#include "user/process.hpp"

namespace freehold::user {
namespace {

constexpr Bytes some{65536};

bool all_zero(std::span<const unsigned char> bytes) {
    return std::ranges::all_of(bytes, [](unsigned char byte) { return byte == 0; });
}

std::span<unsigned char> bytes_of(const Memory& memory) {
    return {static_cast<unsigned char*>(memory.pointer()), raw(memory.bytes)};
}

Word heap_in_account() {
    const auto process = query(abi::Query::process, raw(process_id().value_or(Pid{})));
    return process ? process->value[1] : ~Word{0};
}

void grow_and_shrink(Report& report) {
    const auto empty = increase_heap(Bytes{0});
    report.check("begins at 0", empty && raw(empty->bytes) == 0 && heap_in_account() == 0);
    for (const char* turn : {"first growth is zeroed", "second growth is zeroed"}) {
        const auto heap = increase_heap(some);
        if (!report.granted("growth", heap)) return;
        report.check("growth is counted", heap_in_account() == raw(some));
        report.check(turn, all_zero(bytes_of(*heap)));
        std::ranges::fill(bytes_of(*heap), 0xa5);
        const auto shrunk = decrease_heap(some);
        report.check("shrinks to 0", shrunk && raw(shrunk->bytes) == 0 && heap_in_account() == 0);
    }
    report.refused("growth by half a page", increase_heap(Bytes{page_bytes / 2}), Errno::bad_alignment);
    report.refused("shrinking below 0", decrease_heap(Bytes{page_bytes}), Errno::bad_address);
}

/// A mapping is not heap (R3).
void map_beside(Report& report) {
    const auto memory = map_memory(any_ram, anywhere, some, Flags::rw);
    if (!report.granted("mapping", memory)) return;
    report.check("a mapping is not heap", heap_in_account() == 0);
    report.check("a mapping is zeroed", all_zero(bytes_of(*memory)));
    report.granted("unmapping", unmap_memory(*memory));
    report.refused("unmapping again", unmap_memory(*memory), Errno::bad_address);
}

/// malloc until it refuses: only this process must notice, and all must come back.
void use_up(Report& report) {
    struct Block {
        Block* next;
        char rest[8192];
    };
    Block* blocks = nullptr;
    std::size_t count = 0;
    while (auto* block = static_cast<Block*>(std::malloc(sizeof(Block)))) {
        block->next = blocks;
        blocks = block;
        ++count;
    }
    report.check("malloc grants something", count > 8);
    report.check("malloc's end is an end of the heap", heap_in_account() >= count * sizeof(Block));
    while (blocks != nullptr) std::free(std::exchange(blocks, blocks->next));
    void* again = std::malloc(sizeof(Block));
    report.check("what was freed is granted again", again != nullptr);
    std::free(again);
}

}  // namespace
}  // namespace freehold::user

int main() {
    using namespace freehold::user;
    Report report{"heap"};
    grow_and_shrink(report);
    map_beside(report);
    use_up(report);
    return report.failures();
}
