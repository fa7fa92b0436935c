// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <span>
#include <string_view>

#include "user/message.hpp"

/// An archive of texts: what it and its clients agree on. docs/messages.md tells it from the beginning.
namespace freehold::user::archive {

inline constexpr abi::Sid address = abi::Sid::of("example-archive ");

inline constexpr MessageId deposit{
    1};  ///< move: a page, of which `valid` bytes are a text that is the archive's from now on
inline constexpr MessageId search{2};  ///< borrow: `valid` bytes are a word; `valid` returns how many texts hold it
inline constexpr MessageId copy{3};    ///< mutable borrow: one's text number `offset` returns in it, `valid` bytes long
inline constexpr MessageId count{4};   ///< blocking scalar: Scalar1 how many texts one has there
inline constexpr MessageId clear{5};   ///< scalar: one needs one's texts no more

inline constexpr Word most_word = 64;  ///< bytes that can be searched for

/// The bytes of a buffer, however many of them somebody says are valid.
inline std::span<char> bytes_of(const Memory& memory, Word valid) {
    return {static_cast<char*>(memory.pointer()), std::min(valid, raw(memory.bytes))};
}

inline std::string_view text_in(const Memory& memory, Word valid) {
    const auto bytes = bytes_of(memory, valid);
    return {bytes.data(), bytes.size()};
}

}  // namespace freehold::user::archive
