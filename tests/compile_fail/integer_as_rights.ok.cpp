// SPDX-License-Identifier: Apache-2.0
#include "freehold/rights.hpp"

const freehold::Rights rights = freehold::Rights::rwx();
