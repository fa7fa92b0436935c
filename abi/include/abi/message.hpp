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
inline constexpr Word standard_output = 1;    ///< borrow: `valid` bytes
inline constexpr Word standard_error = 2;     ///< borrow: `valid` bytes
inline constexpr Word panic_begin = 1000;     ///< scalar
inline constexpr Word panic_text = 1100;      ///< scalar 1100+n: n bytes of text in the 4 words
inline constexpr Word panic_finished = 1200;  ///< scalar
/// Blocking scalar, Freehold's own: Scalar1 = the next byte that was typed; `no_input` for who may not read keys (`etc/console`),
/// and when too many threads already wait for one.
inline constexpr Word read_byte = 2000;
inline constexpr Word no_input = ~Word{0};
}  // namespace log

/// What the ticktimer serves, by blocking scalars. A cookie names a lock or a condition of the sender's process, and is
/// forgotten when that process ends.
namespace ticktimer {
inline constexpr Word elapsed_ms = 0;       ///< Scalar2: low word, high word
inline constexpr Word sleep_ms = 1;         ///< (ms): answered when they have passed
inline constexpr Word lock = 6;             ///< (cookie): answered at an unlock, at once if one came before
inline constexpr Word unlock = 7;           ///< (cookie)
inline constexpr Word wait = 8;             ///< (cookie, ms or 0): Scalar1 0 = woken, 1 = the time is up
inline constexpr Word notify = 9;           ///< (cookie, most): Scalar1 how many woke
inline constexpr Word free_lock = 10;       ///< (cookie)
inline constexpr Word free_condition = 11;  ///< (cookie): a plain scalar
}  // namespace ticktimer

/// What the time server serves.
namespace time_of_day {
inline constexpr Word utc_ms = 3;  ///< blocking scalar: Scalar2: low word, high word; since 1970
}  // namespace time_of_day

/// What the name server serves, by a page lent mutably: the name at byte 0, its length (u32) at 64; the answer has an
/// `Errno` or 0 for found (u32) at 0 and a connection of the client's own (u32) at 4.
namespace names {
inline constexpr Word connect = 6;  ///< answered when the name stands for a server
inline constexpr Word try_connect = 7;
/// Freehold's own: from now on the name stands for the server with the SID (16 bytes) at byte 68.
inline constexpr Word register_name = 2000;
inline constexpr Word most_bytes = 64;  ///< of a name
inline constexpr Word length_at = 64;
inline constexpr Word sid_at = 68;
inline constexpr Word result_at = 0;
inline constexpr Word connection_at = 4;
inline constexpr std::uint32_t found = 0;
}  // namespace names

}  // namespace freehold::abi
