// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "arch/riscv/csr.hpp"

namespace freehold::kernel {

/// When a memory call lets others run (kernel/preemption.hpp). The build chooses the header: the board's own kernel asks the
/// hardware alone.
struct PreemptWhen {
    /// Whether a preemption point has anything to do.
    static bool due() { return (riscv::read_sip() & (riscv::timer_bit | riscv::external_bit)) != 0; }
    /// Whether the call is set aside though its turn is not over.
    static constexpr bool early() { return false; }
};

}  // namespace freehold::kernel
