// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include "abi/platform.hpp"

namespace freehold::kernel {

inline constexpr std::size_t longest_name = 16;

/// A name as text. @param buffer holds it
inline std::string_view name_in(const abi::Name& name, std::span<char, longest_name> buffer) {
    std::size_t length = 0;
    for (; length < longest_name; ++length) {
        const char c = static_cast<char>(name.word[length / 4] >> (8 * (length % 4)));
        if (c == 0) break;
        buffer[length] = c;
    }
    return {buffer.data(), length};
}

/// Text as a name, cut to 16 bytes.
inline abi::Name name_of(std::string_view text) {
    abi::Name name;
    for (std::size_t i = 0; i < std::min(text.size(), longest_name); ++i)
        name.word[i / 4] |= std::uint32_t{static_cast<unsigned char>(text[i])} << (8 * (i % 4));
    return name;
}

}  // namespace freehold::kernel
