// SPDX-License-Identifier: Apache-2.0
#include <__verbose_abort>

/// Where the standard library ends up when its own contract is broken: a defect of the kernel, so the machine stops.
[[noreturn]] void std::__libcpp_verbose_abort(const char*, ...) { __builtin_trap(); }
