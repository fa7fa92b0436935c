// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion from 'int'
#include "freehold/slot.hpp"

const freehold::Slot slot = 3;
