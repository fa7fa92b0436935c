// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"
#include "user/types.hpp"

/// What `lender` and `borrower` agree on.
namespace freehold::user::lending {

inline constexpr abi::Sid borrower = abi::Sid::of("test-borrower   ");

inline constexpr MessageId sum{1};          ///< lend: the sum of `valid` bytes comes back in `offset`
inline constexpr MessageId fill{2};         ///< lend mutably: `valid` bytes become `filling`
inline constexpr MessageId take{3};         ///< move: `valid` bytes are summed, and asked for by `moved_sum`
inline constexpr MessageId moved_sum{4};    ///< blocking scalar
inline constexpr MessageId abuse{5};        ///< lend: `offset` comes back as how many abuses of the loan were granted
inline constexpr MessageId die_with_it{6};  ///< lend: the borrower ends instead of returning it
inline constexpr unsigned char filling = 0x5a;

}  // namespace freehold::user::lending
