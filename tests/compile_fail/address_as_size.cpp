// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion from 'freehold::PhysAddr'.* to 'Bytes'
#include "freehold/address.hpp"

const auto pages = freehold::whole_pages(freehold::PhysAddr{0x1000});
