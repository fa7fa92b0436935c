// SPDX-License-Identifier: Apache-2.0
// The kernel writes no page of storage and no register (O6): what one owner has left there the next one finds, through claims,
// frees and an owner's end. `hostile_keeps first` leaves its marks and ends with all it has; `hostile_keeps next` looks for
// them and leaves them again. With a further argument it ends by a fault.
#include <string_view>

#include "find.hpp"
#include "flash.hpp"
#include "trial.hpp"

namespace freehold::user::hostile {
namespace {

constexpr VirtAddr here{0x5000'0000};
constexpr VirtAddr there{0x5800'0000};
constexpr Word stride = 31;  // of the words that are marked: the first and the last of a page, and many between

constexpr std::uint32_t mark(Word i) { return static_cast<std::uint32_t>(0x5eed'0001 + i * 0x0101'0101); }

volatile std::uint32_t* words_at(VirtAddr at) { return reinterpret_cast<volatile std::uint32_t*>(raw(at)); }

/// Frees the page there and has it again, for reading only and then as before. @return whether it is mapped now
bool free_and_claim(Steps& steps, PhysAddr phys, VirtAddr at, Flags flags) {
    for (const Flags next : {Flags::r, flags}) {
        steps.granted("free", unmap_memory({at, page}));
        steps.holds("nobody has it", owner_of(phys) == Pid{0});
        if (!steps.granted("claim again", map_memory(phys, at, page, next))) return false;
    }
    return true;
}

bool marked(const Flash& flash) {
    bool same = true;
    for (Word i = 0; i < page_words; i += stride) same = same && flash.word(i) == mark(i);
    return same;
}

/// Where flash can be written: it is left with a command that waits for its datum. The kernel's next write would be that.
void flash_keeps(Hostile& hostile, PhysAddr phys, bool first) {
    hostile.tries_for_good("18 storage keeps its bytes", [&](Steps& steps) {
        if (!steps.granted("claim", map_memory(phys, here, page, Flags::rw))) return;
        const Flash flash{words_at(here)};
        for (Word i = 0; first && i < page_words; i += stride) steps.holds("a mark", flash.program(i, mark(i)));
        if (!first) steps.holds("the command waits", flash.finish_program(0, mark(0)));
        steps.holds("the marks are there", marked(flash));
        if (!free_and_claim(steps, phys, here, Flags::rw)) return;
        steps.holds("after it was free", marked(flash));
        flash.begin_program(0);
        if (!free_and_claim(steps, phys, here, Flags::rw)) return;
        steps.holds("a command outlasts its owner", flash.finish_program(0, mark(0)));
        steps.holds("and no byte has changed", marked(flash));
        flash.begin_program(0);
    });
}

Word fold_page(VirtAddr at) {
    Fold fold;
    for (Word i = 0; i < page_words; ++i) fold.add(words_at(at)[i]);
    return fold.value();
}

/// Where storage is for reading only.
void storage_keeps(Hostile& hostile) {
    hostile.tries_for_good("18 storage keeps its bytes", [&](Steps& steps) {
        const auto phys = free_page(abi::RegionKind::storage);
        if (!phys || !steps.granted("claim", map_memory(*phys, here, page, Flags::r))) return;
        const Word before = fold_page(here);
        if (free_and_claim(steps, *phys, here, Flags::r)) steps.holds("no byte changed", fold_page(here) == before);
    });
}

/// A register that keeps what is written to it, and does nothing.
struct Scratch {
    std::string_view region;
    Word offset;
    std::uint32_t value;
};
constexpr Scratch scratches[] = {
    {"rtc", 0x0c, 0x1234'5678},      // goldfish: the high word of the alarm's time
    {"serial1", 0x1c, 0x0000'005a},  // 16550: its scratch register
};

void register_keeps(Hostile& hostile, const Scratch& scratch, PhysAddr phys, bool first) {
    hostile.tries_for_good("18 a register keeps its value", [&](Steps& steps) {
        if (!steps.granted("claim", map_memory(phys, there, page, Flags::device))) return;
        auto& word = words_at(there)[scratch.offset / sizeof(std::uint32_t)];
        if (first) word = scratch.value;
        steps.holds("the value is there", word == scratch.value);
        if (free_and_claim(steps, phys, there, Flags::device)) steps.holds("after it was free", word == scratch.value);
    });
}

void attack(Hostile& hostile, bool first) {
    if (const auto flash = free_region("flash")) flash_keeps(hostile, *flash, first);
    else storage_keeps(hostile);
    for (const auto& scratch : scratches)
        if (const auto phys = free_region(scratch.region)) register_keeps(hostile, scratch, *phys, first);
}

}  // namespace
}  // namespace freehold::user::hostile

int main(int argc, char** argv) {
    using namespace freehold::user::hostile;
    Hostile hostile{"hostile_keeps"};
    attack(hostile, argc > 1 && std::string_view{argv[1]} == "first");
    if (argc > 2) *reinterpret_cast<volatile unsigned*>(freehold::user::page_bytes) = 0;
    return hostile.failures();
}
