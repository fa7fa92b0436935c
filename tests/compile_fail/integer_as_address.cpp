// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion from 'int'
#include "freehold/address.hpp"

const freehold::PhysAddr address = 0x1000;
