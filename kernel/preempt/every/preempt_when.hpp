// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace freehold::kernel {

/// For a kernel under stress: each memory call is set aside at each preemption point that it passes.
struct PreemptWhen {
    static constexpr bool due() { return true; }
    static constexpr bool early() { return true; }
};

}  // namespace freehold::kernel
