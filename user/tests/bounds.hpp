// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"
#include "user/types.hpp"

/// What `bounds` and `bounds_echo` agree on.
namespace freehold::user::bounds {

inline constexpr abi::Sid echo = abi::Sid::of("test-bounds-echo");
inline constexpr MessageId in_one{1};       ///< blocking scalar, answered by ReplyAndReceiveNext
inline constexpr MessageId in_two{2};       ///< blocking scalar, answered by ReturnScalar1 and ReceiveMessage
inline constexpr MessageId look_in_one{3};  ///< borrow, given back by ReplyAndReceiveNext
inline constexpr MessageId look_in_two{4};  ///< borrow, given back by ReturnMemory and ReceiveMessage

}  // namespace freehold::user::bounds
