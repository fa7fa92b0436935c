// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "whitelist/kind_table.hpp"

namespace freehold::tools {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string lower(std::string_view text) {
    std::string low{text};
    std::ranges::transform(low, low.begin(), [](char c) { return lower(c); });
    return low;
}

/// A word of digits alone, such as a version or a number, is none.
std::vector<std::string> words_of(std::string_view text) {
    constexpr std::string_view separators = ",-_. ";
    std::vector<std::string> words;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        std::string word{text.substr(0, end)};
        while (!word.empty() && word.back() >= '0' && word.back() <= '9') word.pop_back();
        if (!word.empty()) words.push_back(lower(word));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

}  // namespace

bool fits(std::string_view pattern, std::string_view name) {
    if (pattern.starts_with('=')) return lower(pattern.substr(1)) == lower(name);
    const auto words = words_of(name);
    const auto wanted = words_of(pattern);
    return !std::ranges::search(words, wanted).empty();
}

const KindRule* rule_for(std::span<const KindRule> rules, std::string_view name) {
    const auto at = std::ranges::find_if(rules, [name](const KindRule& rule) { return fits(rule.pattern, name); });
    return at == rules.end() ? nullptr : &*at;
}

}  // namespace freehold::tools
