// SPDX-License-Identifier: Apache-2.0
#include "whitelist/linker_tokens.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace freehold::tools {
namespace {

constexpr std::string_view symbol_marks = "_.$";
constexpr std::string_view name_marks = "_.$-~";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

}  // namespace

std::string_view LinkerTokens::word(std::string_view marks) const {
    std::size_t end = at_;
    while (end < script_.size() &&
           (is_letter(script_[end]) || is_digit(script_[end]) || marks.find(script_[end]) != std::string_view::npos))
        ++end;
    return script_.substr(at_, end - at_);
}

std::string LinkerTokens::shown() const {
    if (at_end()) return "the end";
    const std::string_view text = word(name_marks);
    return "\"" + std::string{text.empty() ? script_.substr(at_, 1) : text.substr(0, 40)} + "\"";
}

bool LinkerTokens::comes(std::string_view token) const {
    const bool is_word = is_letter(token.front());
    return is_word ? word(symbol_marks) == token : script_.substr(at_).starts_with(token);
}

bool LinkerTokens::take(std::string_view token) {
    if (!comes(token)) return false;
    advance(token.size());
    return true;
}

std::optional<std::string> LinkerTokens::take_name() {
    if (next() == '"') {
        const std::size_t end = script_.find('"', at_ + 1);
        if (end == std::string_view::npos || end == at_ + 1) return {};
        std::string text{script_.substr(at_ + 1, end - at_ - 1)};
        advance(end + 1 - at_);
        return text;
    }
    const std::string_view text = word(name_marks);
    if (text.empty()) return {};
    advance(text.size());
    return std::string{text};
}

std::optional<std::string> LinkerTokens::take_symbol() {
    const std::string_view text = word(symbol_marks);
    if (text.empty() || is_digit(text.front())) return {};
    advance(text.size());
    return std::string{text};
}

std::optional<Word> LinkerTokens::take_number() {
    const std::string_view all = word("");
    std::string_view digits = all;
    const char suffix = digits.empty() ? '\0' : static_cast<char>(digits.back() & ~0x20);
    const unsigned shift = suffix == 'K' ? 10 : suffix == 'M' ? 20 : 0;
    if (shift != 0) digits.remove_suffix(1);
    int base = 10;
    if (digits.starts_with("0x") || digits.starts_with("0X")) {
        digits.remove_prefix(2);
        base = 16;
    } else if (digits.size() > 1 && digits.front() == '0') {
        base = 8;
    }
    Word value = 0;
    const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (problem != std::errc{} || stop != digits.data() + digits.size() || value > ~Word{0} >> shift) return {};
    advance(all.size());
    return value << shift;
}

void LinkerTokens::skip() {
    if (!take_name() && !at_end()) advance(1);
}

void LinkerTokens::skip_to_close(char open, char close) {
    for (std::size_t depth = 1; depth > 0 && !at_end(); skip()) {
        if (next() == open) ++depth;
        if (next() == close) --depth;
    }
}

bool LinkerTokens::skip_one_space() {
    const std::string_view rest = script_.substr(at_);
    const auto through = [&](std::string_view close) {
        const std::size_t end = rest.find(close, 1);
        return end == std::string_view::npos ? rest.size() : end + close.size();
    };
    std::size_t count = 0;
    if (std::isspace(static_cast<unsigned char>(next())) != 0) count = 1;
    else if (rest.starts_with("/*")) count = through("*/");
    else if (rest.starts_with("//") || rest.starts_with('#')) count = through("\n");
    line_ += static_cast<std::size_t>(std::ranges::count(rest.substr(0, count), '\n'));
    at_ += count;
    return count > 0;
}

void LinkerTokens::skip_space() {
    while (!at_end() && skip_one_space()) {}
}

void LinkerTokens::advance(std::size_t count) {
    line_ += static_cast<std::size_t>(std::ranges::count(script_.substr(at_, count), '\n'));
    at_ += std::min(count, script_.size() - at_);
    skip_space();
}

}  // namespace freehold::tools
