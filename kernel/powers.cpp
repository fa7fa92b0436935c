// SPDX-License-Identifier: Apache-2.0
#include "kernel/powers.hpp"

#include <charconv>

#include "board.hpp"

namespace freehold::kernel {
namespace {

constexpr std::size_t longest_name = 16;

/// Takes the next word off a line.
std::string_view next_word(std::string_view& line) {
    constexpr std::string_view blanks = " \t\r";
    line.remove_prefix(std::min(line.find_first_not_of(blanks), line.size()));
    const std::string_view word = line.substr(0, line.find_first_of(blanks));
    line.remove_prefix(word.size());
    return word;
}

std::string_view next_line(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line.substr(0, line.find('#'));
}

bool number(std::string_view text, Word& value) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty();
}

/// 0 where no power is called so.
Word power_called(std::string_view word) {
    if (word == "shutdown") return abi::power::shutdown;
    if (word == "spawn") return abi::power::spawn;
    if (word == "end") return abi::power::end;
    if (word == "watch") return abi::power::watch;
    if (word == "look") return abi::power::look;
    return 0;
}

abi::Sid sid_of(std::string_view text) {
    char name[17] = {};
    for (std::size_t i = 0; i < 16; ++i) name[i] = text[i] == '_' ? ' ' : text[i];
    return abi::Sid::of(name);
}

Grant defaults(std::string_view program) {
    return {program, 0, {board::default_pages, board::default_heap, board::default_heap}};
}

}  // namespace

std::expected<Powers, PowersFault> Powers::parse(std::span<const char> bytes) {
    Powers powers;
    std::string_view text{bytes.data(), bytes.size()};
    for (unsigned number = 1; !text.empty(); ++number) {
        std::string_view line = next_line(text);
        std::string_view word = next_word(line);
        if (word.empty()) continue;
        const auto fault = [&](const char* why) { return std::unexpected{PowersFault{number, word, why}}; };
        if (word.size() > longest_name) return fault("a program's name has more than 16 characters");
        Grant* const grant = powers.line_of(word);
        if (!grant) return fault("too many programs");
        for (word = next_word(line); !word.empty(); word = next_word(line))
            if (const auto read = powers.read(*grant, word); !read) return fault(read.error());
    }
    return powers;
}

Grant* Powers::line_of(std::string_view program) {
    for (std::size_t i = 0; i < grant_count_; ++i)
        if (grants_[i].program == program) return &grants_[i];
    if (grant_count_ == most) return nullptr;
    return &(grants_[grant_count_++] = defaults(program));
}

std::expected<void, const char*> Powers::read(Grant& grant, std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view key = word.substr(0, equals);
    const std::string_view value = equals == std::string_view::npos ? std::string_view{} : word.substr(equals + 1);
    Word amount = 0;
    if (const Word power = power_called(word)) return grant.powers |= power, std::expected<void, const char*>{};
    if (key == "serve") {
        if (value.size() != 16) return std::unexpected{"a server's address has 16 characters"};
        if (server_count_ == most) return std::unexpected{"too many server addresses"};
        servers_[server_count_++] = {sid_of(value), grant.program};
        return {};
    }
    if (key == "heap") {
        if (!number(value, amount) || amount % page_bytes != 0) return std::unexpected{"heap is no multiple of 4096"};
        grant.limits.heap = grant.limits.heap_hard = Bytes{amount};
        return {};
    }
    if (key == "pages") {
        if (!number(value, amount)) return std::unexpected{"pages is no number"};
        grant.limits.ram = PageCount{amount};
        return {};
    }
    return std::unexpected{"no such power or limit"};
}

Grant Powers::grant(std::string_view program) const {
    for (std::size_t i = 0; i < grant_count_; ++i)
        if (grants_[i].program == program) return grants_[i];
    return defaults(program);
}

bool Powers::may_serve(std::string_view program, const abi::Sid& sid) const {
    bool taken = false;
    for (std::size_t i = 0; i < server_count_; ++i) {
        if (servers_[i].sid != sid) continue;
        if (servers_[i].program == program) return true;
        taken = true;
    }
    return !taken;
}

}  // namespace freehold::kernel
