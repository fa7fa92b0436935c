// SPDX-License-Identifier: Apache-2.0
#include "whitelist/table_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace freehold::tools {
namespace {

/// More than this part of the RAM for its books is much for a board.
constexpr std::uint64_t ample = 512;

std::uint64_t entries_of(const ListedRegion& region) {
    return Region{region.name, region.kind, region.rights, region.granularity, region.pages}.entries();
}

/// A byte a slot; and of the index, in words of 32 bits, at most 1.6 bits a page of the pool and a few words.
std::uint64_t flat_bytes(std::uint64_t slots, std::uint64_t pool) { return slots + pool / 5 + 256; }

/// As `RunList` and `RunBook` lay them out.
std::uint64_t run_bytes(std::uint64_t slots, std::uint64_t borders, RunPlan plan) {
    const auto bits = std::bit_width(slots);
    if (bits > 28) return 0;
    const std::uint64_t each = bits <= 16 ? 5 : bits <= 20 ? 6 : 8;
    const std::uint64_t runs = std::uint64_t{plan.processes} * plan.runs + plan.kernel_runs + borders;
    const auto in_words = [](std::uint64_t bytes) { return (bytes + 3) / 4 * 4; };
    return in_words(in_words(each * runs + 4) + 2 * (plan.processes + 1)) + 20;
}

std::string line(std::string_view form, std::uint64_t bytes, std::uint64_t pages, std::string_view with) {
    return fmt::format("{:<10} {:>10} bytes {:>8.2f} bits a page  {}\n", form, bytes,
                       8.0 * static_cast<double>(bytes) / static_cast<double>(pages), with);
}

}  // namespace

TableBytes table_bytes(const Listing& listing, RunPlan plan) {
    TableBytes sizes{};
    std::uint64_t ram_regions = 0, others = 0;
    for (const ListedRegion& region : listing.regions) {
        const std::uint64_t entries = entries_of(region);
        const bool ram = region.kind == Kind::ram;
        sizes.slots += entries;
        sizes.pool += ram ? entries : 0;
        ram_regions += ram;
        others += !ram && entries != 0;
    }
    const std::uint64_t borders = ram_regions == 0 ? 0 : ram_regions - 1;
    sizes.pool += borders;
    sizes.slots += borders + others;
    sizes.flat = flat_bytes(sizes.slots, sizes.pool);
    sizes.runs = run_bytes(sizes.slots, borders, plan);
    return sizes;
}

std::string write_table_choice(const Listing& listing, RunPlan plan) {
    const TableBytes sizes = table_bytes(listing, plan);
    const std::uint64_t ram = sizes.pool * page_bytes;
    const std::string budget =
        fmt::format("with {} processes of {} runs, {} for the kernel", plan.processes, plan.runs, plan.kernel_runs);
    std::string text = fmt::format("{} entries, {} of them RAM\n", sizes.slots, sizes.pool);
    text += line("FlatTable", sizes.flat, std::max(sizes.slots, std::uint64_t{1}), "at most, index included");
    if (sizes.runs == 0) return text + "recommended: FlatTable; a RunTable tells at most 2^28 entries apart\n";
    text += line("RunTable", sizes.runs, std::max(sizes.slots, std::uint64_t{1}), budget);
    if (sizes.flat * ample <= ram)
        return text + fmt::format("recommended: FlatTable; it takes no more than 1/{} of the RAM\n", ample);
    if (2 * sizes.runs > sizes.flat)
        return text + "recommended: FlatTable; a RunTable for so many runs saves less than half\n";
    return text + fmt::format("recommended: RunTable; FlatTable would take more than 1/{} of the RAM\n", ample);
}

}  // namespace freehold::tools
