// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

PhysAddr last_of(PhysPages pages) { return PhysAddr{pages.end().address().raw() - 1}; }

}  // namespace

std::string write_table(const Listing& listing, const Title&) {
    std::string text = fmt::format("{:<37}  {:>16}  {:<16}  {:<8}  {:<6}  {:<5}  {}\n", "START-END", "PAGES", "NAME",
                                   "KIND", "RIGHTS", "OWNED", "FROM");
    for (const ListedRegion& region : listing.regions) {
        const std::string range =
            fmt::format("{:#010x}-{:#010x}", region.pages.first().address().raw(), last_of(region.pages).raw());
        text += fmt::format("{:<37}  {:>16}  {:<16}  {:<8}  {:<6}  {:<5}  {}\n", range, region.pages.count().raw(),
                            region.name, word_for(region.kind), word_for(region.rights), word_for(region.granularity),
                            printable(fmt::format("{}", fmt::join(region.origins, "; "))));
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
