// SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <span>

#include "kernel/mirror_scan.hpp"
#include "kernel/paging.hpp"

namespace freehold::kernel {
namespace {

constexpr std::span<const Region> regions = board::whitelist.regions();

constexpr bool is_memory(const Region& region) { return region.kind == Kind::ram || region.kind == Kind::storage; }

/// Where the listed addresses that end in this region begin: the base that its own decoder counts from.
constexpr PhysPage base_of(const Region& region) {
    const Region* first = &region;
    while (first != regions.data() && first[-1].pages.end() == first->pages.first()) --first;
    return first->pages.first();
}

constexpr unsigned page_number_bits = static_cast<unsigned>(std::bit_width(regions.back().pages.end().number() - 1));

class Scan {
public:
    explicit Scan(const Memory& memory) : memory_{memory} {}

    std::optional<Mirror> run() const {
        for (const Region& region : regions) {
            if (region.kind != Kind::ram) continue;
            if (const auto found = search(region)) return found;
        }
        return std::nullopt;
    }

private:
    /// Tries the free pages at or after the offsets 0, 1, 2, 4, ... and the last page.
    std::optional<Mirror> search(const Region& region) const {
        const Word count = region.pages.count().raw();
        for (Word offset = 0; offset < count; offset = offset == 0 ? 1 : offset * 2)
            if (const auto found = search(region, free_from(region, region.pages.first() + PageCount{offset})))
                return found;
        return search(region, free_from(region, region.pages.first() + PageCount{count - 1}));
    }

    std::optional<Mirror> search(const Region& region, std::optional<PhysPage> page) const {
        if (!page) return std::nullopt;
        for (unsigned bit = 0; bit < page_number_bits; ++bit)
            if (const auto found = compare(region, *page, PhysPage{page->number() ^ Word{1} << bit})) return found;
        for (const Region& other : regions) {
            if (&other == &region || !is_memory(other)) continue;
            for (const PhysPage base : {base_of(region), region.pages.first()})
                for (const PhysPage other_base : {base_of(other), other.pages.first()})
                    if (const auto found = compare(region, *page, other_base + (*page - base))) return found;
        }
        return std::nullopt;
    }

    std::optional<Mirror> compare(const Region& region, PhysPage page, PhysPage other_page) const {
        const Region* const other = board::whitelist.find(other_page);
        if (other_page == page || !other || !is_memory(*other)) return std::nullopt;
        if (other->kind == Kind::ram && memory_.table().owner(other_page) != nobody)
            return std::nullopt;  // not ours to read
        if (!follows(page, other_page)) return std::nullopt;
        return Mirror{&region, other, page, other_page};
    }

    /// Whether a word of `other` is what is written to the same word of `page`, twice.
    static bool follows(PhysPage page, PhysPage other) {
        volatile Word& written = *seen<volatile Word>(page);
        const volatile Word& read = *seen<const volatile Word>(other);
        const Word before = written;
        written = ~before;
        riscv::fence_memory();
        const bool changed = read == ~before;
        written = before;
        riscv::fence_memory();
        return changed && read == before;
    }

    /// The first free page of the region at or after `page`, among the first runs of the table.
    std::optional<PhysPage> free_from(const Region& region, PhysPage page) const {
        constexpr unsigned patience = 64;
        for (unsigned i = 0; i < patience && region.pages.contains(page); ++i) {
            const OwnedRun run = memory_.table().run_from(page);
            if (run.owner == nobody) return page;
            page = run.pages.end();
        }
        return std::nullopt;
    }

    const Memory& memory_;
};

}  // namespace

std::optional<Mirror> find_mirror(const Memory& memory) {
    show_storage();
    const auto found = Scan{memory}.run();
    hide_storage();
    return found;
}

}  // namespace freehold::kernel
