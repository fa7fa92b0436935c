// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "user/types.hpp"

/// What `create_process` asks of the process that it makes from created.S, by blocking scalars.
namespace freehold::user::created {

extern "C" const char created_text[], created_text_end[];

inline constexpr MessageId add{1};       ///< Scalar1 the sum of the first two words
inline constexpr MessageId stack{2};     ///< writes to its stack, and Scalar1 where that was
inline constexpr MessageId shutdown{3};  ///< tries to power off; Scalar1 the error
inline constexpr MessageId write{4};     ///< writes to its own text
inline constexpr MessageId leave{5};     ///< ends with the first word as exit code

}  // namespace freehold::user::created
