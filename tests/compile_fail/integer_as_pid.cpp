// SPDX-License-Identifier: Apache-2.0
// expect: no viable conversion from 'int'
#include "freehold/pid.hpp"

const freehold::XousPid owner = 2;
