// SPDX-License-Identifier: Apache-2.0
// The edges of every region of the board's list, the first page of memory and the last page below 4 GiB: what is not
// wholly within one region is refused, whatever lies beside it (R5, O3).
#include <algorithm>
#include <initializer_list>

#include "find.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x5000'0000};
constexpr Word last_below_4_gib = 0xffff'f000;

constexpr PhysAddr address_of(Word number) { return PhysAddr{number * page_bytes}; }

Result<Memory> map_pages(Word number, Word count) {
    return map_memory(address_of(number), here, Bytes{count * page_bytes}, Flags::r);
}

/// A region, whoever has its pages.
struct Whole {
    Word first, end, region;
    abi::RegionKind kind;
};

/// Calls `visit` for every region, ascending.
void each_region(auto&& visit) {
    Whole whole{};
    each_owned([&](const OwnedPages& run) {
        if (whole.end == 0 || whole.region != run.region) {
            if (whole.end != 0) visit(whole);
            whole = {run.first, run.first, run.region, run.kind};
        }
        whole.end = run.first + run.pages;
        return false;
    });
    if (whole.end != 0) visit(whole);
}

void over_the_ends(Hostile& hostile) {
    hostile.tries("15 over the ends of each region", [](Steps& steps) {
        Word regions = 0;
        each_region([&](const Whole& region) {
            const Word pages = region.end - region.first;
            steps.refused("the last page and one more", map_pages(region.end - 1, 2), Errno::bad_address);
            if (region.first != 0)  // page 0 would stand for any RAM
                steps.refused("all and one more", map_pages(region.first, pages + 1), Errno::bad_address);
            if (region.first > 1) {
                steps.refused("one more and the first", map_pages(region.first - 1, 2), Errno::bad_address);
                steps.refused("one more on both ends", map_pages(region.first - 1, pages + 2), Errno::bad_address);
            }
            ++regions;
        });
        steps.holds("there were some", regions > 8);
    });
    hostile.tries("15 regions next to each other", [](Steps& steps) {
        Whole before{};
        Word borders = 0;
        each_region([&](const Whole& region) {
            if (before.end == region.first && before.end != 0) {
                const Word all = region.end - before.first;
                steps.refused("over their border", map_pages(region.first - 1, 2), Errno::bad_address);
                steps.refused("both of them", map_pages(before.first, all), Errno::bad_address);
                ++borders;
            }
            before = region;
        });
        steps.holds("there was a border", borders > 0);
    });
}

void parts_of_pages(Hostile& hostile) {
    hostile.tries("15 parts of pages of each region", [](Steps& steps) {
        each_region([&](const Whole& region) {
            const Word at = region.first * page_bytes;
            for (const Word size : {Word{1}, Word{0x10}, Word{0x800}, page_bytes - 1, page_bytes + 1})
                if (at != 0)
                    steps.refused("a part", map_memory(PhysAddr{at}, here, Bytes{size}, Flags::r),
                                  Errno::bad_alignment);
            for (const Word off : {Word{1}, Word{0x10}, Word{0x800}, page_bytes - 1})
                steps.refused("a page across two", map_memory(PhysAddr{at + off}, here, page, Flags::r),
                              Errno::bad_alignment);
        });
    });
}

/// Where the RAM begins there is the firmware, which nobody may have, or else the kernel.
void first_page_of_ram(Hostile& hostile) {
    hostile.tries("15 the first page of RAM", [](Steps& steps) {
        Whole before{}, first{}, reserved{};
        each_region([&](const Whole& region) {
            if (region.kind == abi::RegionKind::ram && first.end == 0) {
                first = region;
                if (before.kind == abi::RegionKind::reserved && before.end == region.first) reserved = before;
            }
            before = region;
        });
        const Word begin = reserved.end != 0 ? reserved.first : first.first;
        const Errno due = reserved.end != 0 ? Errno::access_denied : Errno::memory_in_use;
        for (const Word pages : {1u, 2u, 16u}) steps.refused("from the first on", map_pages(begin, pages), due);
        if (reserved.end == 0) steps.holds("it is the kernel's", owner_of(address_of(begin)) == kernel_pid);
        steps.refused("all of the RAM", map_pages(first.first, first.end - first.first), Errno::memory_in_use);
    });
}

void page_zero(Hostile& hostile) {
    hostile.tries("15 the first page of all is never what 0 stands for", [](Steps& steps) {
        const auto before = owner_of(PhysAddr{0});
        for (const Flags flags : {Flags::rw, Flags::device}) {
            const auto any = map_memory(any_ram, here, Bytes{2 * page_bytes}, flags);
            if (!steps.granted("map", any)) continue;
            const auto run = owned_from(raw(virt_to_phys(here).value_or(PhysAddr{0})) / page_bytes);
            steps.holds("is RAM", run && run->kind == abi::RegionKind::ram && run->owner == self());
            steps.granted("unmap", unmap_memory(*any));
        }
        steps.refused("a part of it", map_memory(PhysAddr{0x10}, here, page, Flags::r), Errno::bad_alignment);
        steps.holds("page 0 has the owner it had", owner_of(PhysAddr{0}) == before);
    });
}

/// Where it is not on the list. On rv32 a second page would wrap around to 0.
void last_page(Hostile& hostile) {
    if (owner_of(PhysAddr{last_below_4_gib})) return;
    hostile.tries("15 the last page below 4 GiB is not listed", [](Steps& steps) {
        for (const Word pages : {1u, 2u, 3u, 4096u})
            steps.refused("from there", map_pages(last_below_4_gib / page_bytes, pages), Errno::bad_address);
        steps.refused("up to there", map_pages(last_below_4_gib / page_bytes - 1, 2), Errno::bad_address);
        steps.refused("as far as a word reaches",
                      map_memory(PhysAddr{last_below_4_gib}, here, Bytes{~(page_bytes - 1)}, Flags::r),
                      Errno::bad_address);
        steps.refused("a part of it", map_memory(PhysAddr{0xffff'ffff}, here, page, Flags::r), Errno::bad_alignment);
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main() {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_regions"};
    over_the_ends(hostile);
    parts_of_pages(hostile);
    first_page_of_ram(hostile);
    page_zero(hostile);
    last_page(hostile);
    return hostile.failures();
}
