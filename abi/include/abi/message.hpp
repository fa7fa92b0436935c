// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/call.hpp"

namespace freehold::abi {

/// SendMessage's a2.
enum class Send : Word { mutable_borrow = 1, borrow = 2, move = 3, scalar = 4, blocking_scalar = 5 };

/// The kind in a message envelope: counted from 0 there.
enum class Received : Word { mutable_borrow = 0, borrow = 1, move = 2, scalar = 3, blocking_scalar = 4 };

/// Bits 31..24 of an envelope's `sender` are the sender's pid; the rest is opaque and goes back with the reply.
inline constexpr unsigned sender_pid_shift = 24;

/// A server's address: 16 bytes, 4 in each word, the first byte lowest.
struct Sid {
    std::uint32_t word[4] = {};
    constexpr bool operator==(const Sid&) const = default;

    /// From exactly 16 characters: `Sid::of("xous-log-server ")`.
    static constexpr Sid of(const char (&name)[17]) {
        Sid sid;
        for (unsigned i = 0; i < 16; ++i)
            sid.word[i / 4] |= static_cast<std::uint32_t>(static_cast<unsigned char>(name[i])) << (8 * (i % 4));
        return sid;
    }
};

inline constexpr Sid log_server = Sid::of("xous-log-server ");
inline constexpr Sid ticktimer_server = Sid::of("ticktimer-server");
inline constexpr Sid time_server = Sid::of("timeserverpublic");
inline constexpr Sid name_server = Sid::of("xous-name-server");

/// What the log server serves.
namespace log {
inline constexpr Word standard_output = 1;  ///< borrow: `valid` bytes
inline constexpr Word standard_error = 2;   ///< borrow: `valid` bytes
inline constexpr Word panic_begin = 1000;   ///< scalar
inline constexpr Word panic_text = 1100;    ///< scalar 1100+n: n bytes of text in the 4 words
/// Blocking scalar, Freehold's own: Scalar1 = the next byte that was typed; `no_input` when too many already wait for one.
inline constexpr Word read_byte = 2000;
inline constexpr Word no_input = ~Word{0};
}  // namespace log

}  // namespace freehold::abi
