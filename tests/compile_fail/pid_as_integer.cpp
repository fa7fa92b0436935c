// SPDX-License-Identifier: Apache-2.0
// expect: cannot initialize a variable of type 'int'|no viable conversion from 'const XousPid'|no viable conversion from 'freehold::XousPid'
#include "freehold/pid.hpp"

const int owner = freehold::kernel_pid;
