// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const InterruptLine& line) {
    return {{"controller", line.controller}, {"number", line.number()}, {"cells", line.cells}};
}

Json json_of(const std::vector<InterruptLine>& lines) {
    Json list = Json::array();
    for (const InterruptLine& line : lines) list.push_back(json_of(line));
    return list;
}

Json json_of(const ListedRegion& region) {
    return {{"name", region.name},
            {"kind", word_for(region.kind)},
            {"rights", word_for(region.rights)},
            {"granularity", word_for(region.granularity)},
            {"base", region.pages.first().address().raw()},
            {"size", region.pages.bytes().raw()},
            {"memory_type", word_for(region.memory_type())},
            {"dma", word_for(region.hardware.dma)},
            {"interrupts", json_of(region.hardware.interrupts)},
            {"origins", region.origins},
            {"reasons", region.reasons},
            {"powers", region.powers}};
}

Json json_of(const Mirror& mirror) {
    Json json{{"name", mirror.name}, {"base", mirror.range.base().raw()}, {"size", mirror.range.size().raw()}};
    if (const auto* name = std::get_if<std::string>(&mirror.of)) json["alias_of"] = *name;
    else json["alias_of"] = std::get<PhysAddr>(mirror.of).raw();
    return json;
}

}  // namespace

std::string write_json(const Listing& listing, const Title& title) {
    Json top{
        {"board", title.board}, {"inputs", title.inputs}, {"address_bits", static_cast<unsigned>(title.address_bits)}};
    top["page_bytes"] = page_bytes;
    top["regions"] = Json::array();
    for (const ListedRegion& region : listing.regions) top["regions"].push_back(json_of(region));
    top["mirrors"] = Json::array();
    for (const Mirror& mirror : listing.mirrors) top["mirrors"].push_back(json_of(mirror));
    return top.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace freehold::tools
