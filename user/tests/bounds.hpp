// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"
#include "user/types.hpp"

/// What `bounds` and `bounds_echo` agree on.
namespace freehold::user::bounds {

inline constexpr abi::Sid echo = abi::Sid::of("test-bounds-echo");
inline constexpr MessageId in_one{1};  ///< blocking scalar, answered by ReplyAndReceiveNext
inline constexpr MessageId in_two{2};  ///< blocking scalar, answered by ReturnScalar1 and ReceiveMessage
inline constexpr MessageId look{3};    ///< borrow

}  // namespace freehold::user::bounds
