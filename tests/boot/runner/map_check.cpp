// SPDX-License-Identifier: Apache-2.0
#include "map_check.hpp"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace freehold::boot_test {
namespace {

using Faults = std::vector<std::string>;

void append(Faults& to, Faults from) { std::ranges::move(from, std::back_inserter(to)); }

bool within(const MapLine& line, const KnownRegion& region) {
    return line.start >= region.base && line.end - region.base < region.size && line.end >= region.base;
}

Faults faults_of_line(const MapLine& line, const std::vector<KnownRegion>& regions) {
    if (line.start % 4096 != 0 || line.end % 4096 != 4095 || line.end < line.start)
        return {"not whole pages: " + line.text};
    if ((line.pid == 0) != (line.name == "free")) return {"PID 0 is `free` and nothing else is: " + line.text};
    const auto region = std::ranges::find_if(regions, [&](const KnownRegion& known) { return within(line, known); });
    if (region == regions.end()) return {"not within a whitelisted region: " + line.text};
    if (region->name != line.region || region->kind != line.kind)
        return {"the whitelist calls this region " + region->name + " " + region->kind + ": " + line.text};
    return {};
}

Faults overlaps_of(MapListing map) {
    Faults faults;
    std::ranges::sort(map, {}, &MapLine::start);
    for (std::size_t i = 1; i < map.size(); ++i)
        if (map[i].start <= map[i - 1].end)
            faults.push_back("overlapping: " + map[i - 1].text + "\n         and: " + map[i].text);
    return faults;
}

Faults gaps_of(const MapListing& map, const std::vector<KnownRegion>& regions) {
    Faults faults;
    for (const KnownRegion& region : regions) {
        std::uint64_t told = 0;
        for (const MapLine& line : map) told += line.region == region.name ? line.pages() : 0;
        if (region.kind != "reserved" && told != region.size / 4096)
            faults.push_back("map tells of " + std::to_string(told) + " pages of " + region.name + ", which has " +
                             std::to_string(region.size / 4096));
    }
    return faults;
}

}  // namespace

std::vector<KnownRegion> read_regions(const std::filesystem::path& file) {
    std::ifstream in{file};
    if (!in) throw std::runtime_error{file.string() + ": cannot be read"};
    try {
        std::vector<KnownRegion> regions;
        for (const auto& region : nlohmann::json::parse(in).at("regions"))
            regions.push_back({region.at("name"), region.at("kind"), region.at("base"), region.at("size")});
        return regions;
    } catch (const nlohmann::json::exception& fault) { throw std::runtime_error{file.string() + ": " + fault.what()}; }
}

Faults faults_of(const MapListing& map, const std::vector<KnownRegion>& regions) {
    Faults faults;
    for (const MapLine& line : map) append(faults, faults_of_line(line, regions));
    append(faults, overlaps_of(map));
    if (faults.empty()) append(faults, gaps_of(map, regions));
    return faults;
}

Faults faults_between(const MapListing& map, const PagesByPid& pages) {
    PagesByPid mapped;
    for (const auto& [pid, count] : pages) mapped[pid] = 0;
    for (const MapLine& line : map)
        if (line.pid != 0) mapped[line.pid] += line.pages();
    Faults faults;
    for (const auto& [pid, count] : mapped) {
        const auto told = pages.find(pid);
        if (told == pages.end() && pid == 1) continue;  // The kernel is no process; `ps` need not list it.
        if (told == pages.end()) faults.push_back("pid " + std::to_string(pid) + " owns pages in map and is not in ps");
        else if (told->second != count)
            faults.push_back("pid " + std::to_string(pid) + ": ps says " + std::to_string(told->second) +
                             " pages, map " + std::to_string(count));
    }
    return faults;
}

Faults map_is_consistent(const Evidence& evidence) {
    const auto regions = read_regions(evidence.board_output / "whitelist.json");
    const auto all = listings_of(evidence.lines);
    Faults faults;
    bool any_map = false;
    bool any_pair = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        any_map |= !all[i].map.empty();
        if (!all[i].map.empty()) append(faults, faults_of(all[i].map, regions));
        if (i == 0 || all[i].map.empty() == all[i - 1].map.empty()) continue;
        const Listing& map = all[i].map.empty() ? all[i - 1] : all[i];
        const Listing& ps = all[i].map.empty() ? all[i] : all[i - 1];
        any_pair = true;
        append(faults, faults_between(map.map, ps.pages));
    }
    if (!any_map) faults.emplace_back("the console shows no `map`");
    else if (!any_pair) faults.emplace_back("the console shows no `ps` next to a `map`");
    return faults;
}

}  // namespace freehold::boot_test
