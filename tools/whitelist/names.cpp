// SPDX-License-Identifier: Apache-2.0
#include "whitelist/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace freehold::tools {
namespace {

constexpr std::string_view marks = ",._+-@";

bool allowed(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           marks.find(c) != std::string_view::npos;
}

std::string clean(std::string stem) {
    std::ranges::replace_if(stem, [](char c) { return !allowed(c); }, '_');
    return stem.empty() ? "region" : stem;
}

/// The first bytes of a stem, without marks that dangle at the cut.
std::string cut(const std::string& stem, std::size_t room) {
    if (stem.size() <= room) return stem;
    const std::size_t last = stem.find_last_not_of(marks, room - 1);
    return stem.substr(0, last == std::string::npos ? room : last + 1);
}

std::string stem_of(const NameWish& wish) {
    std::vector<std::string> parts;
    for (const std::string& stem : wish.stems)
        if (std::string part = clean(stem); std::ranges::find(parts, part) == parts.end())
            parts.push_back(std::move(part));
    const std::string all = fmt::format("{}", fmt::join(parts, "+"));
    if (parts.size() == 1) return cut(all, longest_name);
    if (all.size() <= longest_name) return all;
    const std::string others = fmt::format("+{}", parts.size() - 1);
    return cut(parts.front(), longest_name - others.size()) + others;
}

std::string with_address(const std::string& stem, PhysPage first) {
    const std::string address = fmt::format("{:x}", first.address().raw());
    if (address.size() + 2 > longest_name) return address;
    return cut(stem, longest_name - address.size() - 1) + "@" + address;
}

/// The last resort, when another region is called what this one's address would make.
std::string numbered(const std::set<std::string>& taken) {
    for (std::size_t i = 0;; ++i)
        if (std::string name = fmt::format("region+{}", i); !taken.contains(name)) return name;
}

}  // namespace

bool is_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && std::ranges::all_of(name, allowed);
}

std::vector<std::string> unique_names(std::span<const NameWish> wishes) {
    std::vector<std::string> names;
    std::map<std::string, std::size_t> wanted;
    for (const NameWish& wish : wishes) ++wanted[names.emplace_back(stem_of(wish))];
    std::set<std::string> taken;
    for (const std::string& name : names)
        if (wanted[name] == 1) taken.insert(name);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (wanted[names[i]] == 1) continue;
        names[i] = with_address(names[i], wishes[i].first);
        if (taken.contains(names[i])) names[i] = numbered(taken);
        taken.insert(names[i]);
    }
    return names;
}

}  // namespace freehold::tools
