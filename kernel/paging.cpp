// SPDX-License-Identifier: Apache-2.0
#include "kernel/paging.hpp"

#include "kernel/satp.hpp"

extern "C" char image_start[], text_end[], rodata_end[], image_end[], load_seen[];

namespace freehold::kernel {

alignas(page_bytes) board::Format::Pte kernel_root[RadixTable<board::Format>::fanout];

namespace {

using Format = board::Format;
using Pte = Format::Pte;
constexpr Word fanout = Word{1} << Format::index_bits;
constexpr unsigned top = Format::levels - 1;

/// The tables that resolve the superpage of the kernel's image down to pages, one for each level below the root.
alignas(page_bytes) Pte image_tables[top][fanout];

constexpr PageCount span(unsigned level) { return PageCount{Word{1} << (level * Format::index_bits)}; }
constexpr Word index(Word address, unsigned level) {
    return address >> (page_shift + level * Format::index_bits) & (fanout - 1);
}
constexpr Word seen_at(PhysPage page) { return page.address().raw() + board::direct_offset; }
PhysPage superpage_of(PhysPage page, unsigned level) { return PhysPage{page.number() & ~(span(level).raw() - 1)}; }

Rights rights_of(Word address) {
    const auto below = [address](const char* border) { return address < reinterpret_cast<Word>(border); };
    if (below(image_start) || !below(rodata_end)) return Rights::rw();
    return below(text_end) ? Rights::rx() : Rights::r();
}

/// Calls `visit` with the first page of each superpage that holds a part of a region of this kind.
void each_superpage(Kind kind, auto&& visit) {
    for (const Region& region : board::whitelist.regions()) {
        if (region.kind != kind) continue;
        for (PhysPage page = superpage_of(region.pages.first(), top); page < region.pages.end();
             page = page + span(top))
            visit(page);
    }
}

void map_ram() {
    each_superpage(Kind::ram, [](PhysPage page) {
        Pte& entry = kernel_root[index(seen_at(page), top)];
        if (entry == 0) entry = Format::kernel_leaf(page, Rights::rw());  // boot.S has mapped the image's
    });
}

/// Replaces one superpage by tables. They are built from the pages up and hung in last, by one store: the code that
/// does it never lacks its own mapping.
void refine_image() {
    const PhysPage image = page_behind(image_start);
    Pte below = 0;
    for (unsigned level = 1; level <= top; ++level) {
        Pte* const table = image_tables[level - 1];
        PhysPage page = superpage_of(image, level);
        for (Word i = 0; i < fanout; ++i, page = page + span(level - 1))
            table[i] = Format::kernel_leaf(page, level == 1 ? rights_of(seen_at(page)) : Rights::rw());
        if (below != 0) table[index(seen_at(image), level - 1)] = below;
        below = Format::table(page_behind(table));
    }
    riscv::fence_all();
    kernel_root[index(seen_at(image), top)] = below;
}

}  // namespace

/// The largest number that the field of the translation register holds is what the hardware has room for.
static bool probe_asids() {
    const Word before = riscv::read_satp();
    riscv::write_satp(before | Format::satp_asid_mask << Format::satp_asid_shift);
    const Word room = riscv::read_satp() >> Format::satp_asid_shift & Format::satp_asid_mask;
    riscv::write_satp(before);
    return room >= Memory::pids - 1;
}

void show_storage() {
    each_superpage(Kind::storage, [](PhysPage page) {
        Pte& entry = kernel_root[index(seen_at(page), top)];
        if (entry == 0) entry = Format::kernel_leaf(page, Rights::r());
    });
    riscv::fence_all();
}

void hide_storage() {
    each_superpage(Kind::storage, [](PhysPage page) {
        Pte& entry = kernel_root[index(seen_at(page), top)];
        if (entry == Format::kernel_leaf(page, Rights::r())) entry = 0;
    });
    riscv::fence_all();
}

PhysPages image_pages() {
    const PhysPage first = page_behind(load_seen);
    return {first, page_behind(image_end) - first};
}

void map_kernel() {
    map_ram();
    refine_image();
    kernel_root[index(board::device_window, top)] =
        Format::kernel_leaf(superpage_of(PhysPage::of(board::plic), top), Rights::rw());
    kernel_root[index(image_pages().first().address().raw(), top)] = 0;  // where boot.S began
    riscv::fence_all();
    asids_work = probe_asids();
    riscv::fence_all();
}

}  // namespace freehold::kernel
