// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <expected>
#include <limits>
#include <span>
#include <string_view>

#include "abi/call.hpp"

/// What a command line is made of.
namespace freehold::user {

using Arguments = std::span<const std::string_view>;

inline constexpr std::string_view blanks = " \t\r";

/// The text without blanks at its ends.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes the text up to the next separator from the front of `rest`, and the separator with it.
constexpr std::string_view take_until(std::string_view& rest, std::string_view separators) {
    const auto end = rest.find_first_of(separators);
    const auto piece = rest.substr(0, end);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    return piece;
}

/// The words of one command.
class CommandLine {
public:
    static constexpr std::size_t most = 32;

    explicit constexpr CommandLine(std::string_view text) {
        while (!(text = trimmed(text)).empty()) {
            too_many_ = count_ == most;
            if (too_many_) break;
            words_[count_++] = take_until(text, blanks);
        }
    }

    [[nodiscard]] constexpr Arguments words() const { return {words_.data(), count_}; }
    /// There were more; the rest is not in `words`.
    [[nodiscard]] constexpr bool too_many() const { return too_many_; }

private:
    std::array<std::string_view, most> words_{};
    std::size_t count_ = 0;
    bool too_many_ = false;
};

enum class NotNumber { syntax, range };

namespace detail {
/// A digit's value; 16 and more for what is none.
constexpr unsigned digit_value(char character) {
    if (character >= '0' && character <= '9') return static_cast<unsigned>(character - '0');
    if (character >= 'a' && character <= 'f') return static_cast<unsigned>(character - 'a') + 10;
    if (character >= 'A' && character <= 'F') return static_cast<unsigned>(character - 'A') + 10;
    return 16;
}
}  // namespace detail

/// A machine word in decimal, or in hexadecimal after 0x.
[[nodiscard]] constexpr std::expected<abi::Word, NotNumber> parse_number(std::string_view text) {
    const bool hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    const abi::Word base = hexadecimal ? 16 : 10;
    if (hexadecimal) text.remove_prefix(2);
    if (text.empty()) return std::unexpected(NotNumber::syntax);
    abi::Word value = 0;
    bool fits = true;
    for (const char character : text) {
        const abi::Word digit = detail::digit_value(character);
        if (digit >= base) return std::unexpected(NotNumber::syntax);
        fits = fits && value <= (std::numeric_limits<abi::Word>::max() - digit) / base;
        value = value * base + digit;
    }
    if (!fits) return std::unexpected(NotNumber::range);
    return value;
}

}  // namespace freehold::user
