// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "abi/message.hpp"
#include "user/process.hpp"
#include "user/timer.hpp"

/// What the programs of this test agree on: `fair` starts one `fair_honest` beside one or two `fair_thief` for each
/// strategy.
namespace freehold::user::fair {

inline constexpr abi::Sid driver = abi::Sid::of("test-fair-driver");
inline constexpr abi::Sid partner[2] = {abi::Sid::of("test-fair-first_"), abi::Sid::of("test-fair-second")};

/// Blocking scalars to `fair`.
inline constexpr MessageId role{
    1};  ///< of a thief: its strategy, which of two it is, and whether it tells what it used
inline constexpr MessageId window{
    2};  ///< of who is honest: how many slices it measures, its longest step in parts of a slice, and `Honest`
inline constexpr MessageId share{3};  ///< how much of the time it had, in thousandths, and in ticks
/// A scalar that does not wait: ticks that a thief has used since the last.
inline constexpr MessageId used{4};

enum class Honest : Word { spins, calls };

/// What a thief does to get more than its share.
enum class Strategy : Word {
    spins,
    yields_early,    ///< just before its turn is over
    yields,          ///< again and again
    two_threads,     ///< spin
    many_threads,    ///< spin
    wakes_itself,    ///< one thread waits for another, in turn
    sets_alarms,     ///< sleeps for a moment, spins nearly a slice
    asks_ticktimer,  ///< the same by way of a server
    asks_partner,    ///< two processes wait for each other's answers
    tells_partner,   ///< two processes wake each other by messages that do not wait
    lends,           ///< the same as `asks_partner` with a page
    calls_long,      ///< claims and frees the largest device, which others have to help to its end
    starts_threads,
    starts_processes,
    short_lived,  ///< what `starts_processes` starts
};

/// Ticks of one turn: a hundredth of a second.
inline std::uint64_t slice() { return query(abi::Query::machine)->value[1] / 100; }
inline std::uint64_t ticks() { return static_cast<std::uint64_t>(now()); }

}  // namespace freehold::user::fair
