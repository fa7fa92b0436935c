// SPDX-License-Identifier: Apache-2.0
// expect: ignoring return value
#include "freehold/address.hpp"

void drop() { freehold::whole_pages(freehold::Bytes{1}); }
