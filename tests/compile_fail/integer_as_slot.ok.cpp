// SPDX-License-Identifier: Apache-2.0
#include "freehold/slot.hpp"

const freehold::Slot slot{3};
