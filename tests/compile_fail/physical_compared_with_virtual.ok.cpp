// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

constexpr bool before = freehold::PhysAddr{1} < freehold::PhysAddr{2};
