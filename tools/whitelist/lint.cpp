// SPDX-License-Identifier: Apache-2.0
#include "whitelist/lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

std::string text_of(ByteRange range) { return fmt::format("{}-{}", hex(range.base()), hex(range.last())); }
std::string text_of(const Entry& entry) { return fmt::format("{} ({})", entry.where, text_of(entry.range)); }
std::string text_of(const ListedRegion& region) {
    const PhysAddr last{region.pages.end().address().raw() - 1};
    return fmt::format("region {} ({}-{})", region.name, hex(region.pages.first().address()), hex(last));
}

bool in_doubt(const Entry& a, const Entry& b) {
    const auto either = [&](Kind kind) { return a.kind == kind || b.kind == kind; };
    const bool both_reserved = a.kind == Kind::reserved && b.kind == Kind::reserved;
    return a.item != b.item && !both_reserved && !(either(Kind::reserved) && either(Kind::ram));
}

Fault neighbours(const Entry& a, const Entry& b) {
    if (a.range.overlaps(b.range)) return {Status::overlap, fmt::format("{} and {} overlap", text_of(a), text_of(b))};
    return {Status::shared_page,
            fmt::format("{} and {} share a page, so they can only be owned together", text_of(a), text_of(b))};
}

std::vector<std::size_t> by_address(std::span<const Entry> entries) {
    std::vector<std::size_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::tuple{entries[i].range.base(), ~entries[i].range.last().raw(), i};
    });
    return order;
}

/// The lowest listed region that has pages of the range, if any.
const ListedRegion* listed_in(std::span<const ListedRegion> regions, PhysPages pages) {
    const auto at = std::ranges::find_if(regions, [&](const ListedRegion& r) { return r.pages.overlaps(pages); });
    return at == regions.end() ? nullptr : &*at;
}

/// What a mirror repeats, or nothing where it is not listed.
std::optional<PhysAddr> original_of(const Mirror& mirror, std::span<const ListedRegion> regions) {
    if (const auto* name = std::get_if<std::string>(&mirror.of)) {
        const auto at = std::ranges::find(regions, *name, &ListedRegion::name);
        if (at == regions.end()) return {};
        return at->pages.first().address();
    }
    const PhysAddr base = std::get<PhysAddr>(mirror.of);
    const auto range = ByteRange::checked(base, mirror.range.size());
    if (!range || listed_in(regions, range->touched()) == nullptr) return {};
    return base;
}

std::string text_of(const Mirror& mirror) {
    return fmt::format("{}: mirror {} ({})", mirror.where, mirror.name, text_of(mirror.range));
}

void lint_mirror(const Mirror& mirror, std::span<const ListedRegion> regions, std::vector<Fault>& lints) {
    if (const ListedRegion* region = listed_in(regions, mirror.range.touched()))
        lints.push_back(
            {Status::mirror_listed, fmt::format("{} is also listed, as {}", text_of(mirror), text_of(*region))});
    const auto original = original_of(mirror, regions);
    const auto* name = std::get_if<std::string>(&mirror.of);
    const std::string of = name != nullptr ? *name : hex(std::get<PhysAddr>(mirror.of));
    if (!original) {
        lints.push_back({Status::facts, fmt::format("{}: alias_of: nothing is listed at {}", text_of(mirror), of)});
        return;
    }
    const auto range = ByteRange::checked(*original, mirror.range.size());
    if (!range || range->overlaps(mirror.range))
        lints.push_back({Status::facts, fmt::format("{}: alias_of: the mirror runs into what it repeats, at {}",
                                                    text_of(mirror), of)});
}

}  // namespace

void lint_neighbours(std::span<const Entry> entries, std::vector<Fault>& lints) {
    std::vector<std::size_t> open;
    for (const std::size_t i : by_address(entries)) {
        const PhysPages pages = entries[i].range.touched();
        while (!open.empty() && entries[open.back()].range.touched().end() <= pages.first()) open.pop_back();
        const auto other = std::ranges::find_if(open.rbegin(), open.rend(), [&](std::size_t o) {
            return entries[o].range.touched().overlaps(pages) && in_doubt(entries[o], entries[i]);
        });
        if (other != open.rend()) lints.push_back(neighbours(entries[*other], entries[i]));
        open.push_back(i);
    }
}

void lint_partial_pages(std::span<const Entry> entries, std::vector<Fault>& lints) {
    for (const Entry& entry : entries)
        if (entry.kind == Kind::ram && entry.range.filled() != entry.range.touched())
            lints.push_back({Status::partial_page, fmt::format("{} is not whole pages; {} of its pages are listed",
                                                               text_of(entry), entry.range.filled().count().raw())});
}

void lint_splits(std::span<const Entry> entries, std::span<const Span> spans, std::span<const Segment> segments,
                 std::vector<Fault>& lints) {
    std::vector<const Segment*> last_piece(spans.size(), nullptr);
    for (std::size_t i = 0; i < segments.size(); ++i) {
        const Span& span = spans[segments[i].span];
        const bool again = last_piece[segments[i].span] != nullptr;
        last_piece[segments[i].span] = &segments[i];
        if (span.kind != Kind::ram || !again) continue;
        const Span& between = spans[segments[i - 1].span];
        lints.push_back({Status::ram_split, fmt::format("{} is split by {}", text_of(entries[span.members.front()]),
                                                        text_of(entries[between.members.front()]))});
    }
}

void lint_ram(std::span<const ListedRegion> regions, std::vector<Fault>& lints) {
    for (const ListedRegion& region : regions)
        if (region.kind == Kind::ram && (region.rights != Rights::rwx() || region.granularity != Granularity::page))
            lints.push_back({Status::odd_ram,
                             fmt::format("{}: {} is RAM with rights {} and granularity {}; the pool needs rwx and page",
                                         region.origins.front(), text_of(region), word_for(region.rights),
                                         word_for(region.granularity))});
}

void lint_ends(std::span<const ListedRegion> regions, AddressBits bits, std::vector<Fault>& lints) {
    const PhysPage end{page_number_end >> (64 - static_cast<unsigned>(bits))};
    for (const ListedRegion& region : regions) {
        const std::string origin = region.origins.front();
        if (region.pages.end() > end || region.pages.count().raw() == page_number_end)
            lints.push_back({Status::beyond, fmt::format("{}: {} does not fit {} address bits", origin, text_of(region),
                                                         static_cast<unsigned>(bits))});
        else if (region.pages.end() == end)
            lints.push_back({Status::top, fmt::format("{}: {} ends at the top of the {}-bit address space", origin,
                                                      text_of(region), static_cast<unsigned>(bits))});
    }
}

void lint_mirrors(std::span<const ListedRegion> regions, std::span<const Mirror> mirrors, std::vector<Fault>& lints) {
    for (const Mirror& mirror : mirrors) lint_mirror(mirror, regions, lints);
}

}  // namespace freehold::tools
