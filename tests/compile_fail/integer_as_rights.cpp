// SPDX-License-Identifier: Apache-2.0
// expect: calling a private constructor|no viable conversion from
#include "freehold/rights.hpp"

const freehold::Rights rights{7U};
