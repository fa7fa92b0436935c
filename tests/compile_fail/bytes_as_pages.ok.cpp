// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

const freehold::PhysPages pages{freehold::PhysPage{1}, freehold::PageCount{1}};
