// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

const auto page = freehold::VirtPage::of(freehold::VirtAddr{0x1000});
