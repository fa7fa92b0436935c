// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>

#include "abi/call.hpp"
#include "freehold/address.hpp"

namespace freehold::kernel {

/// The result of a system call, as a0..a7 hold it.
struct Reply {
    abi::Tag tag = abi::Tag::ok;
    Word value[7] = {};

    constexpr Reply() = default;
    constexpr Reply(abi::Tag tag, std::initializer_list<Word> values) : tag{tag} {
        Word* at = value;
        for (const Word each : values) *at++ = each;
    }
    /// A refusal is a reply too.
    constexpr Reply(abi::Errno why) : Reply{abi::Tag::error, {static_cast<Word>(why)}} {}
};

/// What PlatformSpecific answers. Out of line: it is written in many places, and none of them is hot.
[[gnu::noinline]] inline Reply scalar5(Word first = 0, Word second = 0, Word third = 0, Word fourth = 0,
                                       Word fifth = 0) {
    return {abi::Tag::scalar5, {first, second, third, fourth, fifth}};
}

}  // namespace freehold::kernel
