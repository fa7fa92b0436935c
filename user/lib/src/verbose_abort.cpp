// SPDX-License-Identifier: Apache-2.0
#include <__verbose_abort>

/// What libc++ calls where it would throw: an illegal instruction, so that the end of the program names its address.
void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
