// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const ListedRegion& region) {
    return {{"name", region.name},
            {"kind", word_for(region.kind)},
            {"rights", word_for(region.rights)},
            {"granularity", word_for(region.granularity)},
            {"base", region.pages.first().address().raw()},
            {"size", region.pages.bytes().raw()},
            {"origins", region.origins}};
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
