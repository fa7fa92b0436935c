// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

const freehold::PhysAddr address{0x1000};
