// SPDX-License-Identifier: Apache-2.0
// On the list of boards/virt32/controls/edges.json: regions smaller than a page, two in one page, the first page of all
// and the last. Nothing is there, so nothing is touched; it is mapped, owned and freed as any other page (R1, R2, R5).
// `hostile_edges held` waits until a `holder` owns the shared page and another the last one.
#include <initializer_list>

#include "find.hpp"
#include "trial.hpp"
#include "user/message.hpp"
#include "wanted.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x5000'0000};
constexpr VirtAddr there{0x5800'0000};
constexpr Word small = 0x0400'0000, small_register = 0x0400'0400;
constexpr Word shared = 0x0400'2000, right_register = 0x0400'2800;
constexpr Word across = 0x0400'4000;
constexpr Word harmless = 0x0400'7000, scrap = 0x0400'9000;
constexpr Word top = 0xffff'f000;

Result<Memory> map_at(Word phys, Word bytes, VirtAddr at = here) {
    return map_memory(PhysAddr{phys}, at, Bytes{bytes}, Flags::device);
}

/// Granted once and as a whole, to one owner, and free again afterwards.
void owned_once(Steps& steps, Word phys, Word bytes) {
    const auto mine = map_at(phys, bytes);
    if (!steps.granted("map", mine)) return;
    steps.holds("it is that page", virt_to_phys(here) == PhysAddr{phys} && mine->bytes == Bytes{bytes});
    for (Word at = 0; at < bytes; at += page_bytes)
        steps.holds("it is its owner's", owner_of(PhysAddr{phys + at}) == self());
    steps.refused("map again", map_at(phys, bytes, there), Errno::memory_in_use);
    steps.granted("unmap", unmap_memory(*mine));
    steps.holds("it is free", owner_of(PhysAddr{phys}) == Pid{0});
}

void smaller_than_a_page(Hostile& hostile) {
    hostile.tries("15 a region smaller than a page", [](Steps& steps) {
        steps.refused("its bytes", map_at(small_register, 0x10), Errno::bad_alignment);
        steps.refused("a page from its first byte", map_at(small_register, page_bytes), Errno::bad_alignment);
        steps.refused("its page up to its end", map_at(small, 0x410), Errno::bad_alignment);
        steps.refused("one page more", map_at(small, 2 * page_bytes), Errno::bad_address);
        steps.refused("the page behind", map_at(small + page_bytes, page_bytes), Errno::bad_address);
        owned_once(steps, small, page_bytes);
    });
    hostile.tries("15 RAM smaller than a page is none", [](Steps& steps) {
        steps.refused("map", map_at(scrap, page_bytes), Errno::bad_address);
        steps.holds("nobody can own it", !owner_of(PhysAddr{scrap}));
    });
}

void two_in_one_page(Hostile& hostile) {
    hostile.tries("15 two regions in one page are one", [](Steps& steps) {
        steps.holds("both are in its name", free_region("left+right") == PhysAddr{shared});
        steps.refused("the second alone", map_at(right_register, 0x100), Errno::bad_alignment);
        steps.refused("a page from the second on", map_at(right_register, page_bytes), Errno::bad_alignment);
        owned_once(steps, shared, page_bytes);
    });
    hostile.tries("15 over the border of two pages, owned as a whole", [](Steps& steps) {
        steps.refused("the first page", map_at(across, page_bytes), Errno::bad_alignment);
        steps.refused("the second page", map_at(across + page_bytes, page_bytes), Errno::bad_alignment);
        owned_once(steps, across, 2 * page_bytes);
        const auto mine = map_at(across, 2 * page_bytes);
        if (!steps.granted("map", mine)) return;
        for (const Word n : {Word{0}, Word{1}})
            steps.refused("give half of it back", unmap_memory(nth_page(*mine, n)), Errno::bad_alignment);
        steps.holds("it is whole", owner_of(PhysAddr{across + page_bytes}) == self());
        steps.granted("unmap", unmap_memory(*mine));
    });
    hostile.tries("15 what nobody may have denies its page", [](Steps& steps) {
        steps.refused("the page", map_at(harmless, page_bytes), Errno::access_denied);
        steps.refused("its bytes", map_at(harmless, 0x800), Errno::bad_alignment);
    });
}

void the_first_page(Hostile& hostile) {
    hostile.tries("15 the first page of all is listed, and nobody gets it", [](Steps& steps) {
        steps.holds("it is free", owner_of(PhysAddr{0}) == Pid{0});
        const auto two = map_at(0, 2 * page_bytes);
        if (!steps.granted("0 is any RAM", two)) return;
        steps.holds("page 0 is still free", owner_of(PhysAddr{0}) == Pid{0});
        steps.holds("and the next", owner_of(PhysAddr{page_bytes}) == Pid{0});
        steps.granted("unmap", unmap_memory(*two));
        steps.refused("the second and one more", map_at(page_bytes, 2 * page_bytes), Errno::bad_address);
        owned_once(steps, page_bytes, page_bytes);
    });
}

void the_last_page(Hostile& hostile) {
    hostile.tries("15 the last page below 4 GiB", [](Steps& steps) {
        for (const Word pages : {2u, 3u, 4096u})
            steps.refused("and what would wrap", map_at(top, pages * page_bytes), Errno::bad_address);
        steps.refused("as far as a word reaches", map_at(top, top), Errno::bad_address);
        steps.refused("with the page before", map_at(top - page_bytes, 2 * page_bytes), Errno::bad_address);
        steps.refused("from its last byte on", map_at(~Word{0}, page_bytes), Errno::bad_alignment);
        owned_once(steps, top, page_bytes);
        steps.refused("as RAM that may run", map_memory(PhysAddr{top}, here, page, Flags::rwx), Errno::access_denied);
    });
    hostile.tries("15 the last page at the user's last", [](Steps& steps) {
        const VirtAddr end{abi::layout::user_end - page_bytes};
        steps.refused("over both ends", map_at(top, 2 * page_bytes, end), Errno::bad_address);
        const auto mine = map_at(top, page_bytes, end);
        if (!steps.granted("map", mine)) return;
        steps.refused("unmap with one more", unmap_memory({end, Bytes{2 * page_bytes}}), Errno::bad_address);
        steps.holds("it is its owner's", owner_of(PhysAddr{top}) == self());
        steps.granted("unmap", unmap_memory(*mine));
    });
}

void what_another_has(Hostile& hostile) {
    hostile.tries_for_good("15 both have an owner", [](Steps& steps) {
        for (const Word page : {shared, top}) steps.granted("its holder", connect(holder_of(PhysAddr{page})));
    });
    hostile.tries("15 the page that another has two registers in", [](Steps& steps) {
        steps.refused("the page", map_at(shared, page_bytes), Errno::memory_in_use);
        steps.refused("the second register", map_at(right_register, page_bytes), Errno::bad_alignment);
        steps.refused("both bytewise", map_at(shared, 0x900), Errno::bad_alignment);
    });
    hostile.tries("15 the last page, which another has", [](Steps& steps) {
        steps.refused("the page", map_at(top, page_bytes), Errno::memory_in_use);
        steps.refused("and what would wrap", map_at(top, 2 * page_bytes), Errno::bad_address);
    });
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char**) {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_edges"};
    if (argc > 1) return what_another_has(hostile), hostile.failures();
    smaller_than_a_page(hostile);
    two_in_one_page(hostile);
    the_first_page(hostile);
    the_last_page(hostile);
    return hostile.failures();
}
