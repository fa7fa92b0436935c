// SPDX-License-Identifier: Apache-2.0
// expect: invalid operands to binary expression
#include "freehold/address.hpp"

constexpr bool before = freehold::PhysAddr{1} < freehold::VirtAddr{2};
