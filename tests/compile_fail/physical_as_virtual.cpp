// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion|no matching function for call to 'of'
#include "freehold/address.hpp"

const auto page = freehold::VirtPage::of(freehold::PhysAddr{0x1000});
