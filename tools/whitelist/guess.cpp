// SPDX-License-Identifier: Apache-2.0
#include "whitelist/guess.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace freehold::tools {
namespace {

constexpr std::array<std::string_view, 9> reserved_parts{"plic", "clint", "aclint",    "imsic", "aplic",
                                                         "nvic", "iommu", "pcie_ecam", "debug"};

std::string lower(std::string_view name) {
    std::string text{name};
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    return text;
}

constexpr Guess with_default_rights(Kind kind) { return {kind, default_rights(kind)}; }

}  // namespace

Guess guess_registers(std::string_view name) {
    const std::string text = lower(name);
    const bool reserved =
        std::ranges::any_of(reserved_parts, [&](auto part) { return text.find(part) != std::string::npos; });
    return with_default_rights(reserved ? Kind::reserved : Kind::device);
}

Guess guess_memory(std::string_view name, Kind otherwise) {
    const std::string text = lower(name);
    if (text.find("rom") != std::string::npos) return {Kind::storage, Rights::rx()};
    if (text.find("flash") != std::string::npos) return with_default_rights(Kind::storage);
    if (text.find("ram") != std::string::npos) return with_default_rights(Kind::ram);
    return otherwise == Kind::device ? guess_registers(name) : with_default_rights(otherwise);
}

}  // namespace freehold::tools
