// SPDX-License-Identifier: Apache-2.0
#include "listings.hpp"

#include <optional>
#include <regex>
#include <utility>

#include "text.hpp"

namespace freehold::boot_test {
namespace {

std::optional<MapLine> map_line(const std::string& text) {
    static const std::regex form{
        R"(^\s*0x([0-9a-fA-F]{1,16})-0x([0-9a-fA-F]{1,16})\s+(\S+)\s+(\S+)\s+(\d{1,3})\s+(\S+)\s*$)"};
    std::smatch field;
    if (!std::regex_match(text, field, form)) return {};
    return MapLine{text,
                   std::stoull(field[1], nullptr, 16),
                   std::stoull(field[2], nullptr, 16),
                   field[3],
                   field[4],
                   static_cast<unsigned>(std::stoul(field[5])),
                   field[6]};
}

bool is_ps_header(const std::string& text) {
    const auto words = words_of(text);
    return words.size() >= 3 && words[0] == "PID" && words[1] == "NAME" && words[2] == "PAGES";
}

std::optional<std::pair<unsigned, std::uint64_t>> ps_line(const std::string& text) {
    static const std::regex form{R"(^\s*(\d{1,3})\s+(\S+)\s+(\d{1,18})\s+\d+\s+\d+\s+\d+\s+\S+.*$)"};
    std::smatch field;
    if (!std::regex_match(text, field, form)) return {};
    return std::pair{static_cast<unsigned>(std::stoul(field[1])), std::stoull(field[3])};
}

}  // namespace

std::vector<Listing> listings_of(const std::vector<std::string>& lines) {
    enum class Within { nothing, map, ps } within = Within::nothing;
    std::vector<Listing> all;
    for (const std::string& line : lines) {
        if (const auto mapped = map_line(line); mapped) {
            if (std::exchange(within, Within::map) != Within::map) all.emplace_back();
            all.back().map.push_back(*mapped);
        } else if (is_ps_header(line)) {
            within = Within::ps;
            all.emplace_back();
        } else if (const auto process = ps_line(line); within == Within::ps && process) {
            all.back().pages.insert(*process);
        } else {
            within = Within::nothing;
        }
    }
    return all;
}

}  // namespace freehold::boot_test
