// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/types.hpp"

namespace freehold::user {

/// All eight registers as a system call leaves them.
struct Reply {
    abi::Tag tag;
    Word value[7];
};

/// One `ecall`: the number in a0, arguments in a1..a7. The kernel keeps every register but these eight.
inline Reply system_call(abi::Call call, Word w1 = 0, Word w2 = 0, Word w3 = 0, Word w4 = 0, Word w5 = 0, Word w6 = 0,
                         Word w7 = 0) {
    register Word a0 asm("a0") = static_cast<Word>(call);
    register Word a1 asm("a1") = w1;
    register Word a2 asm("a2") = w2;
    register Word a3 asm("a3") = w3;
    register Word a4 asm("a4") = w4;
    register Word a5 asm("a5") = w5;
    register Word a6 asm("a6") = w6;
    register Word a7 asm("a7") = w7;
    asm volatile("ecall" : "+r"(a0), "+r"(a1), "+r"(a2), "+r"(a3), "+r"(a4), "+r"(a5), "+r"(a6), "+r"(a7) : : "memory");
    return {static_cast<abi::Tag>(a0), {a1, a2, a3, a4, a5, a6, a7}};
}

/// The refusal in a reply; `internal_error` for a tag that the call cannot have.
[[nodiscard]] constexpr Errno refusal(const Reply& reply) {
    return reply.tag == abi::Tag::error ? static_cast<Errno>(reply.value[0]) : Errno::internal_error;
}

/// The reply if it has the tag that the call promises.
[[nodiscard]] constexpr Result<Reply> expecting(abi::Tag tag, const Reply& reply) {
    if (reply.tag != tag) return std::unexpected(refusal(reply));
    return reply;
}

/// For calls that answer nothing but Ok.
[[nodiscard]] constexpr Result<void> expecting_ok(const Reply& reply) {
    if (reply.tag != abi::Tag::ok) return std::unexpected(refusal(reply));
    return {};
}

}  // namespace freehold::user
