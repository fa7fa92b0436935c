// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstring>
#include <span>
#include <string_view>

/// Reading bytes that may be anything. Sizes are compared by subtraction, so no sum can wrap.
namespace freehold::kernel::elf {

/// Whether so many bytes from an offset on lie within the bytes.
constexpr bool holds(std::span<const char> bytes, std::unsigned_integral auto offset,
                     std::unsigned_integral auto count) {
    return offset <= bytes.size() && count <= bytes.size() - offset;
}

/// Whether this text stands there.
inline bool stands_at(std::span<const char> bytes, std::unsigned_integral auto offset, std::string_view text) {
    return holds(bytes, offset, text.size()) && std::memcmp(bytes.data() + offset, text.data(), text.size()) == 0;
}

/// Takes a structure from the front, copied since nothing promises its alignment. @return whether all of it is there
template <class T>
bool take(std::span<const char>& bytes, T& out) {
    if (bytes.size() < sizeof(T)) return false;
    std::memcpy(&out, bytes.data(), sizeof(T));
    bytes = bytes.subspan(sizeof(T));
    return true;
}

}  // namespace freehold::kernel::elf
