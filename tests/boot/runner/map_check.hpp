// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "checks.hpp"
#include "listings.hpp"

namespace freehold::boot_test {

/// A region of the whitelist, as `freehold whitelist --format json` tells it.
struct KnownRegion {
    std::string name;
    std::string kind;
    std::uint64_t base;
    std::uint64_t size;
};

/// @throws std::runtime_error naming the file
std::vector<KnownRegion> read_regions(const std::filesystem::path& file);

/// What is wrong with one `map`: lines off page borders, overlapping, outside the whitelist's regions or unlike them,
/// and pages of regions (but reserved ones) that no line tells of.
std::vector<std::string> faults_of(const MapListing& map, const std::vector<KnownRegion>& regions);

/// Processes whose PAGES in `ps` differ from what `map` shows, the kernel (which owns what is reserved) included.
std::vector<std::string> faults_between(const MapListing& map, const PagesByPid& pages);

/// The check of this name: all of that for each `map` of the console, and for each `ps` next to a `map`.
std::vector<std::string> map_is_consistent(const Evidence& evidence);

}  // namespace freehold::boot_test
