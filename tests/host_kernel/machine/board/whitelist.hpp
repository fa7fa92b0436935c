// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "board.hpp"
#include "freehold/whitelist.hpp"

namespace freehold::board {

inline constexpr auto whitelist =
    Whitelist<1>::of({Region{"memory", Kind::ram, Rights::rwx(), Granularity::page, {ram_first, ram_pages}}});

}  // namespace freehold::board
