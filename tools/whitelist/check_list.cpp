// SPDX-License-Identifier: Apache-2.0
#include "whitelist/check_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "whitelist/json.hpp"
#include "whitelist/lines.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

/// What both sides know of a region, as words.
struct Region {
    PhysAddr base;
    PhysAddr last;
    std::string kind;
    std::string rights;       ///< "" where the machine does not tell
    std::string granularity;  ///< likewise
};
using Regions = std::map<std::string, Region>;

struct Running {
    Regions regions;
    bool reserved = true;  ///< whether it tells of what nobody can own
};

std::string range_of(const Region& region) { return fmt::format("{}-{}", hex(region.base), hex(region.last)); }

Regions regions_of(const Listing& listing) {
    Regions regions;
    for (const ListedRegion& r : listing.regions) {
        const ByteRange range = bytes_of(r.pages);
        regions.emplace(r.name, Region{range.base(), range.last(), std::string{word_for(r.kind)}, word_for(r.rights),
                                       std::string{word_for(r.granularity)}});
    }
    return regions;
}

Result<void> read_region(const JsonObject& object, Running& running) {
    std::string words[4];
    for (std::size_t i = 0; const char* key : {"name", "kind", "rights", "granularity"}) {
        auto word = object.string(key);
        if (!word) return std::unexpected{word.error()};
        words[i++] = std::move(*word);
    }
    const auto base = object.number("base");
    if (!base) return std::unexpected{base.error()};
    const auto size = object.number("size");
    if (!size) return std::unexpected{size.error()};
    const auto range = ByteRange::checked(PhysAddr{*base}, Bytes{*size});
    if (!range) return object.problem("size", "is 0, or wraps around the end of the addresses");
    const Region region{range->base(), range->last(), words[1], words[2], words[3]};
    if (!running.regions.emplace(words[0], region).second) return object.problem("name", "is there twice");
    return {};
}

Result<Running> read_json(std::string_view text, const std::string& file) {
    const auto json = parse_json(text, file, Status::malformed);
    if (!json) return std::unexpected{json.error()};
    const auto top = JsonObject::of(*json, file, Status::malformed);
    if (!top) return std::unexpected{top.error()};
    if (!top->has("regions") || !top->json()["regions"].is_array()) return top->problem("regions", "is no list");
    Running running;
    const auto& list = top->json()["regions"];
    for (std::size_t i = 0; i < list.size(); ++i) {
        const auto object = JsonObject::of(list[i], fmt::format("{}: regions[{}]", file, i), Status::malformed);
        if (!object) return std::unexpected{object.error()};
        if (const auto read = read_region(*object, running); !read) return std::unexpected{read.error()};
    }
    return running;
}

std::string_view take_word(std::string_view& text) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    return word;
}

/// "0x80000000-0x80000fff memory ram 0 free": a run of one owner. The runs of a region are its pages together.
void read_map_line(std::string_view line, Regions& regions) {
    const auto first = take_hex(line);
    if (!first || !take(line, "-")) return;
    const auto last = take_hex(line);
    if (!last || *last < *first || !take(line, " ")) return;
    const std::string name{take_word(line)};
    const std::string kind{take_word(line)};
    if (name.empty() || !kind_from(kind)) return;
    const auto [at, fresh] = regions.try_emplace(name, Region{PhysAddr{*first}, PhysAddr{*last}, kind, "", ""});
    at->second.base = std::min(at->second.base, PhysAddr{*first});
    at->second.last = std::max(at->second.last, PhysAddr{*last});
}

Result<Running> read_map(std::string_view log, const std::string& file) {
    Running running{{}, false};
    Lines lines{log};
    while (const auto line = lines.next()) read_map_line(*line, running.regions);
    if (running.regions.empty())
        return fail(Status::malformed, file + ": is neither a list in JSON nor has it lines of the shell's map");
    return running;
}

class Comparison {
public:
    void hold(const std::string& name, const Region& listed, const Region& runs) {
        differ(name, "lies at", range_of(listed), range_of(runs));
        differ(name, "is", listed.kind, runs.kind);
        if (!runs.rights.empty()) differ(name, "has rights", listed.rights, runs.rights);
        if (!runs.granularity.empty()) differ(name, "is owned by", listed.granularity, runs.granularity);
    }
    void say(std::string line) { lines_.push_back(printable(std::move(line))); }
    std::vector<std::string> take() && { return std::move(lines_); }

private:
    void differ(const std::string& name, const char* what, const std::string& listed, const std::string& runs) {
        if (listed != runs) say(fmt::format("{} {} {} in the list, {} in the machine", name, what, listed, runs));
    }
    std::vector<std::string> lines_;
};

}  // namespace

Result<std::vector<std::string>> differences(const Listing& listing, std::string_view text, const std::string& file) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    const bool json = first != std::string_view::npos && text[first] == '{';
    const auto running = json ? read_json(text, file) : read_map(text, file);
    if (!running) return std::unexpected{running.error()};
    Comparison comparison;
    const Regions listed = regions_of(listing);
    for (const auto& [name, region] : listed) {
        const auto at = running->regions.find(name);
        if (at != running->regions.end()) comparison.hold(name, region, at->second);
        else if (running->reserved || region.kind != "reserved")
            comparison.say(
                fmt::format("{} ({}, {}) is in the list, not in the machine", name, range_of(region), region.kind));
    }
    for (const auto& [name, region] : running->regions)
        if (!listed.contains(name))
            comparison.say(
                fmt::format("{} ({}, {}) is in the machine, not in the list", name, range_of(region), region.kind));
    return std::move(comparison).take();
}

}  // namespace freehold::tools
