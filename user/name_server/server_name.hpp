// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstring>
#include <optional>
#include <string_view>

#include "abi/message.hpp"

namespace freehold::user {

/// A server's name: 1 to 64 bytes.
class ServerName {
public:
    constexpr ServerName() = default;

    /// Nothing when it is empty or too long.
    [[nodiscard]] static std::optional<ServerName> of(std::string_view text) {
        if (text.empty() || text.size() > abi::names::most_bytes) return std::nullopt;
        ServerName name;
        name.size_ = text.size();
        std::memcpy(name.text_.data(), text.data(), text.size());
        return name;
    }

    constexpr bool operator==(const ServerName&) const = default;

private:
    std::size_t size_ = 0;
    std::array<char, abi::names::most_bytes> text_{};
};

}  // namespace freehold::user
