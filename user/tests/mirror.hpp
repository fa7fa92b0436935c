// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/message.hpp"
#include "user/types.hpp"

/// What `mirror_victim` and `mirror_attacker` agree on.
namespace freehold::user::mirror {

inline constexpr abi::Sid victim = abi::Sid::of("mirror-victim   ");

inline constexpr MessageId where{1};  ///< blocking scalar: the physical address of the victim's page
inline constexpr MessageId look{2};   ///< blocking scalar: the word that the victim now reads there

inline constexpr Word secret = 0x5ec2'e701;
inline constexpr Word marker = 0x0bad'f00d;

}  // namespace freehold::user::mirror
