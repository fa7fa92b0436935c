// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

PhysAddr last_of(PhysPages pages) { return PhysAddr{pages.end().address().raw() - 1}; }

/// "10", "10 11", or "-".
std::string numbers_of(const std::vector<InterruptLine>& lines) {
    std::vector<std::uint32_t> numbers;
    for (const InterruptLine& line : lines) numbers.push_back(line.number());
    return numbers.empty() ? "-" : fmt::format("{}", fmt::join(numbers, " "));
}

/// The items, and in brackets the rules that decided on their kind.
std::string origin_of(const ListedRegion& region) {
    const std::string items = fmt::format("{}", fmt::join(region.origins, "; "));
    if (region.reasons.empty()) return printable(items);
    return printable(fmt::format("{} ({})", items, fmt::join(region.reasons, "; ")));
}

constexpr std::string_view columns = "{:<37}  {:>16}  {:<16}  {:<8}  {:<6}  {:<5}  {:<8}  {:<10}  {:<8}  {}\n";

}  // namespace

std::string write_table(const Listing& listing, const Title&) {
    std::string text =
        fmt::format(columns, "START-END", "PAGES", "NAME", "KIND", "RIGHTS", "OWNED", "MEMORY", "DMA", "IRQ", "FROM");
    for (const ListedRegion& region : listing.regions) {
        const std::string range =
            fmt::format("{:#010x}-{:#010x}", region.pages.first().address().raw(), last_of(region.pages).raw());
        text += fmt::format(columns, range, region.pages.count().raw(), region.name, word_for(region.kind),
                            word_for(region.rights), word_for(region.granularity), word_for(region.memory_type()),
                            word_for(region.hardware.dma), numbers_of(region.hardware.interrupts), origin_of(region));
    }
    for (const Mirror& mirror : listing.mirrors) {
        const std::string range =
            fmt::format("{:#010x}-{:#010x}", mirror.range.base().raw(), mirror.range.last().raw());
        const auto* name = std::get_if<std::string>(&mirror.of);
        text += fmt::format("{:<37}  not listed: {}, a mirror of {}\n", range, mirror.name,
                            name != nullptr ? *name : hex(std::get<PhysAddr>(mirror.of)));
    }
    return text;
}

}  // namespace freehold::tools
