// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"
#include "user/types.hpp"

/// What the programs of an attack agree on: `hostile_lender` and `hostile_peer`, `hostile_exhaust` and `hostile_hog`.
namespace freehold::user::hostile::peer {

inline constexpr abi::Sid sid = abi::Sid::of("hostile-peer    ");

inline constexpr MessageId abuse{1};    ///< lend: does all that it must not with the loan, then returns it
inline constexpr MessageId keep{2};     ///< lend: holds the loan until `release`
inline constexpr MessageId release{3};  ///< blocking scalar: returns what it holds; Scalar1 how many loans that were
inline constexpr MessageId die{4};      ///< lend or scalar: ends without returning anything
inline constexpr MessageId held{5};     ///< blocking scalar: Scalar1 how many loans it holds
inline constexpr MessageId token{6};    ///< blocking scalar: Scalar1 the token of the first loan that it holds
inline constexpr MessageId fault{7};    ///< scalar: ends by a fault
inline constexpr Word most_held = 8;

/// Where `hostile_hog` serves once it has all that it wants.
inline constexpr abi::Sid hog = abi::Sid::of("hostile-hog     ");
/// Where `hostile_runs beside` serves; blocking scalar: Scalar1 how many runs it can have now.
inline constexpr abi::Sid runs = abi::Sid::of("hostile-runs    ");
/// Where `hostile_clock` serves.
inline constexpr abi::Sid clock = abi::Sid::of("hostile-clock   ");

}  // namespace freehold::user::hostile::peer
