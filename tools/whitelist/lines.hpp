// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string_view>

#include "freehold/address.hpp"

namespace freehold::tools {

/// The lines of a text, one after the other, without their ends.
class Lines {
public:
    explicit Lines(std::string_view text) : rest_{text} {}

    /// @return nothing after the last line
    std::optional<std::string_view> next() {
        if (rest_.empty()) return {};
        std::string_view line = rest_.substr(0, rest_.find('\n'));
        rest_.remove_prefix(line.size() == rest_.size() ? line.size() : line.size() + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        ++number_;
        return line;
    }
    /// That of the last line, from 1.
    [[nodiscard]] std::size_t number() const { return number_; }

private:
    std::string_view rest_;
    std::size_t number_ = 0;
};

/// Takes a prefix off a text, if it is there.
constexpr bool take(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Takes hexadecimal digits off a text, with or without "0x".
/// @return nothing where there are none, or more than 64 bits
inline std::optional<Word> take_hex(std::string_view& text) {
    std::string_view digits = text;
    take(digits, "0x");
    Word value = 0;
    const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (problem != std::errc{}) return {};
    text = digits.substr(static_cast<std::size_t>(stop - digits.data()));
    return value;
}

}  // namespace freehold::tools
