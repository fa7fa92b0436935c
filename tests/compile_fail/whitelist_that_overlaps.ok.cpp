// SPDX-License-Identifier: Apache-2.0
#include "freehold/whitelist.hpp"

using namespace freehold;
constexpr auto list =
    Whitelist<2>::of({Region{"a", Kind::ram, Rights::rwx(), Granularity::page, {PhysPage{1}, PageCount{2}}},
                      Region{"b", Kind::ram, Rights::rwx(), Granularity::page, {PhysPage{3}, PageCount{2}}}});
