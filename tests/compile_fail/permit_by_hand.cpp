// SPDX-License-Identifier: Apache-2.0
// expect: calling a private constructor of class 'freehold::Permit'
#include "freehold/whitelist.hpp"

const freehold::Permit permit{freehold::PhysPages{freehold::PhysPage{1}, freehold::PageCount{1}},
                              freehold::Slots{freehold::Slot{0}, 1}, freehold::Kind::ram, freehold::Rights::rw()};
