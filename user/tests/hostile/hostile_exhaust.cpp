// SPDX-License-Identifier: Apache-2.0
// Takes all there is, in several orders, and touches it for the first time only then: nothing fails that was granted,
// nothing is taken that was refused, everything arrives zeroed, and all comes back (O1, O5, O6). Other processes may
// hold a part of the pool; what ends it, the pool or the limit, is the same here.
#include "find.hpp"
#include "peer.hpp"
#include "trial.hpp"
#include "user/message.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x6000'0000};
constexpr Word table_span = 4 << 20;  // what one page table covers
constexpr Word most_blocks = 700;

/// Zeroes were promised; whoever had the page before has left its own.
bool zeroed_then_marked(VirtAddr at) {
    auto* const words = reinterpret_cast<volatile Word*>(raw(at));
    bool zeroed = true;
    for (Word i = 0; i < page_bytes / sizeof(Word); i += 64) {
        zeroed = zeroed && words[i] == 0;
        words[i] = 0xa5a5'a5a5;
    }
    return zeroed;
}

bool touch_all(Memory memory) {
    bool zeroed = true;
    for (Word at = 0; at < raw(memory.bytes); at += page_bytes)
        zeroed = zeroed_then_marked(VirtAddr{raw(memory.start) + at}) && zeroed;
    return zeroed;
}

/// Refused for want of memory, with nothing taken.
void one_more(Steps& steps, Word pages) {
    const World before = World::look();
    steps.refused("more than there is", map_memory(any_ram, anywhere, Bytes{pages * page_bytes}, Flags::rw),
                  Errno::out_of_memory);
    steps.refused("the same, side by side", map_memory(any_ram, anywhere, Bytes{pages * page_bytes}, Flags::device),
                  Errno::out_of_memory);
    steps.holds("nothing is taken", before.difference(World::look()).empty());
}

void page_by_page(Hostile& hostile) {
    hostile.tries("12 RAM to the last page, one by one", [](Steps& steps) {
        Word count = 0;
        while (map_memory(any_ram, VirtAddr{raw(here) + count * page_bytes}, page, Flags::rw)) ++count;
        one_more(steps, 1);
        steps.holds("there was some", count > 256);
        const Memory all{here, Bytes{count * page_bytes}};
        steps.holds("all of it can be touched, and is zeroed", touch_all(all));
        steps.granted("unmap", unmap_memory(all));
    });
}

void by_halves(Hostile& hostile) {
    hostile.tries("12 RAM to the last page, largest pieces first", [](Steps& steps) {
        Word count = 0;
        for (Word pages = 4096; pages > 0; pages /= 2)
            while (map_memory(any_ram, VirtAddr{raw(here) + count * page_bytes}, Bytes{pages * page_bytes}, Flags::rw))
                count += pages;
        one_more(steps, 1);
        const Memory all{here, Bytes{count * page_bytes}};
        steps.holds("all of it can be touched, and is zeroed", touch_all(all));
        steps.granted("unmap", unmap_memory(all));
        steps.granted("all at once", map_memory(any_ram, here, all.bytes, Flags::rw));
        one_more(steps, 1);
        steps.holds("and touched again", touch_all(all));
        steps.granted("unmap", unmap_memory(all));
        one_more(steps, count + 64);
    });
}

VirtAddr block(Word n) {
    const Word at = (n + 1) * table_span + 0x3f'f000;  // the last page of a table: none of the program's own
    return VirtAddr{at};
}

bool inside(Memory memory, VirtAddr at) { return raw(at) - raw(memory.start) < raw(memory.bytes); }

/// Maps page after page, over those that are mapped, until there is no memory. @return all from the first to the last
Memory fill_from(VirtAddr start) {
    Word count = 0;
    for (;; ++count) {
        const auto memory = map_memory(any_ram, VirtAddr{raw(start) + count * page_bytes}, page, Flags::rw);
        if (!memory && memory.error() != Errno::memory_in_use) return {start, Bytes{count * page_bytes}};
    }
}

/// A page in each 4 MiB costs a page table each: counted to who asks, and freed again with the page.
void page_tables(Hostile& hostile) {
    hostile.tries("13 a page in each 4 MiB, until nothing is left", [](Steps& steps) {
        const auto account = [] { return query(abi::Query::process, raw(self())).value_or(Answer{}); };
        const Answer before = account();
        Word blocks = 0, refused = 0;
        bool mapped[most_blocks] = {};
        for (Word n = 0; n < most_blocks; ++n) {
            mapped[n] = map_memory(any_ram, block(n), page, Flags::rw).has_value();
            ++(mapped[n] ? blocks : refused);
        }
        const Answer after = account();
        const Word tables = after.value[2] - before.value[2];
        steps.holds("pages and tables are counted",
                    after.value[0] - before.value[0] == blocks + tables && tables + 8 > blocks);
        const auto limits = query(abi::Query::limits, raw(self()));
        steps.holds("the limit holds", limits && after.value[0] <= limits->value[2]);
        const Memory rest = fill_from(here);
        steps.refused("the last page, and a table for it", map_memory(any_ram, VirtAddr{0x7001'0000}, page, Flags::rw),
                      Errno::out_of_memory);
        steps.holds("a touch of the rest", touch_all(rest));
        for (Word n = 0; n < most_blocks; ++n)
            if (mapped[n] && !inside(rest, block(n))) {
                steps.holds("a touch", zeroed_then_marked(block(n)));
                steps.granted("unmap", unmap_memory({block(n), page}));
            }
        if (raw(rest.bytes) != 0) steps.granted("unmap the rest", unmap_memory(rest));
    });
}

}  // namespace
}  // namespace freehold::user::hostile

/// With an argument it waits for `hostile_hog` first, and shares the pool with it.
int main(int argc, char**) {
    using namespace freehold::user::hostile;
    if (argc > 1 && !freehold::user::connect(peer::hog)) return 1;
    Hostile hostile{"hostile_exhaust"};
    page_by_page(hostile);
    by_halves(hostile);
    page_tables(hostile);
    return hostile.failures();
}
