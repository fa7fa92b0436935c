// SPDX-License-Identifier: Apache-2.0
#include "whitelist/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace freehold::tools {
namespace {

constexpr std::array kinds{
    std::pair{Kind::ram, std::string_view{"ram"}}, std::pair{Kind::storage, std::string_view{"storage"}},
    std::pair{Kind::device, std::string_view{"device"}}, std::pair{Kind::reserved, std::string_view{"reserved"}}};
constexpr std::array granularities{std::pair{Granularity::page, std::string_view{"page"}},
                                   std::pair{Granularity::whole, std::string_view{"whole"}}};
constexpr std::array dmas{
    std::pair{Dma::none, std::string_view{"none"}}, std::pair{Dma::requests, std::string_view{"requests"}},
    std::pair{Dma::translated, std::string_view{"translated"}}, std::pair{Dma::master, std::string_view{"master"}}};
constexpr std::array memory_types{std::pair{MemoryType::cached, std::string_view{"cached"}},
                                  std::pair{MemoryType::uncached, std::string_view{"uncached"}},
                                  std::pair{MemoryType::device, std::string_view{"device"}}};

template <class Table, class Value>
std::string_view word_in(const Table& table, Value value) {
    for (const auto& [candidate, word] : table)
        if (candidate == value) return word;
    return "?";
}

template <class Value, class Table>
std::optional<Value> value_in(const Table& table, std::string_view word) {
    for (const auto& [value, candidate] : table)
        if (candidate == word) return value;
    return {};
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) return false;
    text.remove_prefix(prefix.size());
    return true;
}

int take_base(std::string_view& text) {
    if (take_prefix(text, "0x") || take_prefix(text, "0X")) return 16;
    if (take_prefix(text, "#") || take_prefix(text, "0b") || take_prefix(text, "0B")) return 2;
    return 10;
}

/// Bits to shift by for a trailing multiple. None of its letters is a digit in any base.
unsigned take_scale(std::string_view& text) {
    constexpr std::string_view letters = "kmgt";
    if (text.empty()) return 0;
    const std::size_t at = letters.find(static_cast<char>(text.back() | 0x20));
    if (at == std::string_view::npos) return 0;
    text.remove_suffix(1);
    return static_cast<unsigned>(at + 1) * 10;
}

}  // namespace

std::string_view word_for(Kind kind) { return word_in(kinds, kind); }
std::string_view word_for(Granularity granularity) { return word_in(granularities, granularity); }
std::string_view word_for(Dma dma) { return word_in(dmas, dma); }
std::string_view word_for(MemoryType type) { return word_in(memory_types, type); }
std::optional<Kind> kind_from(std::string_view word) { return value_in<Kind>(kinds, word); }
std::optional<Granularity> granularity_from(std::string_view word) {
    return value_in<Granularity>(granularities, word);
}
std::optional<Dma> dma_from(std::string_view word) { return value_in<Dma>(dmas, word); }
std::optional<MemoryType> memory_type_from(std::string_view word) { return value_in<MemoryType>(memory_types, word); }

std::string word_for(Rights rights) {
    std::string word;
    if (rights.has(Rights::r())) word += 'r';
    if (rights.has(Rights::w())) word += 'w';
    if (rights.has(Rights::x())) word += 'x';
    return word.empty() ? "none" : word;
}

std::optional<Rights> rights_from(std::string_view word) {
    if (word == "none") return Rights::none();
    for (const Rights rights : {Rights::r(), Rights::x(), Rights::rw(), Rights::rx(), Rights::rwx()})
        if (word_for(rights) == word) return rights;
    return {};
}

std::string hex(PhysAddr at) { return fmt::format("{:#x}", at.raw()); }

std::string printable(std::string text) {
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
    return text;
}

std::optional<Word> number_from(std::string_view text) {
    take_prefix(text, "+");
    const int base = take_base(text);
    const unsigned shift = take_scale(text);
    Word value = 0;
    const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (problem != std::errc{} || stop != text.data() + text.size()) return {};
    if (shift > 0 && value > ~Word{0} >> shift) return {};
    return value << shift;
}

}  // namespace freehold::tools
