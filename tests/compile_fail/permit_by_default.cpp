// SPDX-License-Identifier: Apache-2.0
// expect: no matching constructor|no default constructor
#include "freehold/permit.hpp"

const freehold::Permit permit{};
