// SPDX-License-Identifier: Apache-2.0
// Claims of what is owned already, by others and by oneself, and frees of what is not one's own: all or nothing (O1,
// O2, O7).
#include "find.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x5000'0000};
constexpr VirtAddr there{0x5800'0000};

Memory at_here(Word first, Word count) { return {VirtAddr{raw(here) + first * page_bytes}, Bytes{count * page_bytes}}; }

void claim_twice(Hostile& hostile, std::string_view name, std::optional<PhysAddr> phys, Flags flags) {
    hostile.tries(name, [&](Steps& steps) {
        if (!phys) return steps.fail("a free page", "none");
        const auto first = map_memory(*phys, here, page, flags);
        if (!steps.granted("map", first)) return;
        steps.refused("map again", map_memory(*phys, there, page, flags), Errno::memory_in_use);
        steps.refused("map again anywhere", map_memory(*phys, anywhere, page, flags), Errno::memory_in_use);
        steps.refused("map in its own place", map_memory(*phys, here, page, flags), Errno::memory_in_use);
        steps.holds("it is its owner's", owner_of(*phys) == self());
        steps.granted("unmap", unmap_memory(*first));
        steps.holds("it is free", owner_of(*phys) == Pid{0});
        steps.refused("unmap the second, which is not", unmap_memory({there, page}), Errno::bad_address);
    });
}

void claim_beside_others(Hostile& hostile) {
    hostile.tries("05 claiming mine and theirs together", [](Steps& steps) {
        const auto mine = free_beside_other(2);
        if (!mine) return steps.fail("a free page beside another's", "none");
        const auto held = map_memory(*mine, here, page, Flags::rw);
        if (!steps.granted("mine", held)) return;
        auto* const word = static_cast<volatile Word*>(held->pointer());
        *word = 0x600d;
        const PhysAddr theirs{raw(*mine) - page_bytes}, next{raw(*mine) + page_bytes};
        steps.refused("theirs and mine", map_memory(theirs, there, Bytes{2 * page_bytes}, Flags::rw),
                      Errno::memory_in_use);
        steps.refused("theirs, mine, free", map_memory(theirs, there, Bytes{3 * page_bytes}, Flags::rw),
                      Errno::memory_in_use);
        steps.refused("mine and free", map_memory(*mine, there, Bytes{2 * page_bytes}, Flags::rw),
                      Errno::memory_in_use);
        steps.holds("the free one is free", owner_of(next) == Pid{0});
        steps.holds("mine is mine and mapped",
                    owner_of(*mine) == self() && virt_to_phys(here) == *mine && *word == 0x600d);
        steps.granted("unmap mine", unmap_memory(*held));
        steps.refused("theirs and free", map_memory(theirs, there, Bytes{2 * page_bytes}, Flags::rw),
                      Errno::memory_in_use);
        steps.holds("mine is free", owner_of(*mine) == Pid{0});
    });
}

void map_over(Hostile& hostile) {
    hostile.tries("06 mapping over a page that is taken", [](Steps& steps) {
        const auto taken = map_memory(any_ram, at_here(2, 1).start, page, Flags::rw);
        if (!steps.granted("one page", taken)) return;
        const World before = World::look();
        const auto over = [&](Word first, Word count, PhysAddr phys, Flags flags) {
            steps.refused("map over", map_memory(phys, at_here(first, count).start, at_here(first, count).bytes, flags),
                          Errno::memory_in_use);
            steps.holds("nothing is taken", before.difference(World::look()).empty());
        };
        over(0, 4, any_ram, Flags::rw);
        over(0, 3, any_ram, Flags::rw);
        over(2, 1, any_ram, Flags::rw);
        over(1, 1024, any_ram, Flags::rw);
        over(0, 4, any_ram, Flags::device);
        if (const auto device = free_page(abi::RegionKind::device)) over(2, 1, *device, Flags::device);
        if (const auto ram = free_beside_other(4)) over(0, 4, *ram, Flags::rw);
        steps.granted("unmap", unmap_memory(*taken));
    });
}

void free_wrongly(Hostile& hostile) {
    hostile.tries("08 freeing twice, and what is free", [](Steps& steps) {
        const auto memory = map_memory(any_ram, here, Bytes{4 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.granted("free", unmap_memory(*memory));
        steps.refused("free again", unmap_memory(*memory), Errno::bad_address);
        steps.refused("free what never was", unmap_memory({there, page}), Errno::bad_address);
        steps.refused("free page 1", unmap_memory({VirtAddr{page_bytes}, page}), Errno::bad_address);
    });
    hostile.tries("08 freeing half, and over a hole", [](Steps& steps) {
        const auto memory = map_memory(any_ram, here, Bytes{4 * page_bytes}, Flags::rw);
        if (!steps.granted("map", memory)) return;
        steps.granted("free one inside", unmap_memory(at_here(1, 1)));
        const World before = World::look();
        steps.refused("free over the hole", unmap_memory(*memory), Errno::bad_address);
        steps.refused("free into the hole", unmap_memory(at_here(0, 2)), Errno::bad_address);
        steps.refused("free out of the hole", unmap_memory(at_here(1, 2)), Errno::bad_address);
        steps.refused("free past the end", unmap_memory(at_here(3, 2)), Errno::bad_address);
        steps.refused("protect over the hole", restrict_memory(*memory, Flags::r), Errno::bad_address);
        steps.holds("nothing was freed", before.difference(World::look()).empty());
        steps.granted("free the first", unmap_memory(at_here(0, 1)));
        steps.granted("free the rest", unmap_memory(at_here(2, 2)));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    using freehold::abi::RegionKind, freehold::user::Flags;
    Hostile hostile{"hostile_claims"};
    claim_twice(hostile, "04 claiming RAM twice", free_page(RegionKind::ram), Flags::rw);
    claim_twice(hostile, "04 claiming a device twice", free_page(RegionKind::device), Flags::device);
    claim_twice(hostile, "04 claiming storage twice", free_page(RegionKind::storage), Flags::r);
    claim_beside_others(hostile);
    map_over(hostile);
    free_wrongly(hostile);
    return hostile.failures();
}
