// SPDX-License-Identifier: Apache-2.0
#include "freehold/pid.hpp"

const freehold::XousPid owner{2};
