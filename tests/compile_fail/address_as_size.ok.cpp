// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

const auto pages = freehold::whole_pages(freehold::Bytes{0x1000});
