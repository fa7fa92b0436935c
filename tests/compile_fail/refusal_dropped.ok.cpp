// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

bool keep() { return freehold::whole_pages(freehold::Bytes{1}).has_value(); }
