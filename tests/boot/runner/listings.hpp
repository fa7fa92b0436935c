// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace freehold::boot_test {

/// A line of the shell's `map`: START-END REGION KIND PID NAME, END inclusive.
struct MapLine {
    std::string text;
    std::uint64_t start;
    std::uint64_t end;
    std::string region;
    std::string kind;
    unsigned pid;
    std::string name;

    [[nodiscard]] std::uint64_t pages() const { return (end - start + 1) / 4096; }
};

/// What one `map` and one `ps` printed.
using MapListing = std::vector<MapLine>;
using PagesByPid = std::map<unsigned, std::uint64_t>;

/// One or the other, in the order of the console.
struct Listing {
    MapListing map;
    PagesByPid pages;  ///< empty for a `map`
};

/// Every listing of a console. One ends at the first line that does not belong to it.
std::vector<Listing> listings_of(const std::vector<std::string>& lines);

}  // namespace freehold::boot_test
