// SPDX-License-Identifier: Apache-2.0
#include "text.hpp"

#include <sstream>

namespace freehold::boot_test {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> words_of(std::string_view line) {
    std::istringstream in{std::string{line}};
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

std::string readable(std::string_view raw) {
    std::string text;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '\r') continue;
        if (raw[i] != '\x1b' || i + 1 == raw.size() || raw[i + 1] != '[') {
            text += raw[i];
            continue;
        }
        // Parameters of a control sequence lie below '@', its last byte at or above.
        for (i += 2; i < raw.size() && raw[i] < '@';) ++i;
    }
    return text;
}

}  // namespace freehold::boot_test
