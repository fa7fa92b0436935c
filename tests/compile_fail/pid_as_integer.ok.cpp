// SPDX-License-Identifier: Apache-2.0
#include "freehold/pid.hpp"

const int owner = freehold::kernel_pid.raw();
