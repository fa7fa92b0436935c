// SPDX-License-Identifier: Apache-2.0
#include "freehold/whitelist.hpp"

constexpr auto list = freehold::Whitelist<1>::of({freehold::Region{"ram",
                                                                   freehold::Kind::ram,
                                                                   freehold::Rights::rwx(),
                                                                   freehold::Granularity::page,
                                                                   {freehold::PhysPage{1}, freehold::PageCount{1}}}});
const auto permit = list.permit(freehold::PhysPages{freehold::PhysPage{1}, freehold::PageCount{1}});
