// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

#include "freehold/address.hpp"

namespace freehold::kernel {

/// A thread's registers while it does not run: x1..x31 and the program counter, in the order of riscv/trap.S.
struct Frame {
    Word x[31];
    Word pc;

    [[nodiscard]] Word& a(unsigned n) { return x[9 + n]; }
    [[nodiscard]] Word& ra() { return x[0]; }
    [[nodiscard]] Word& sp() { return x[1]; }
};
static_assert(sizeof(Frame) == 32 * sizeof(Word) && offsetof(Frame, pc) == 31 * sizeof(Word), "riscv/trap.S");

}  // namespace freehold::kernel
