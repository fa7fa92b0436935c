// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion|no matching constructor
#include "freehold/address.hpp"

const freehold::PhysPages pages{freehold::PhysPage{1}, freehold::Bytes{4096}};
