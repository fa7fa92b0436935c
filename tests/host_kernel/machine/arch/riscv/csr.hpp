// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/address.hpp"
#include "freehold/pid.hpp"

/// A hart on which nothing ever interrupts and no translation is remembered, for the kernel's rooms that run on the host.
namespace freehold::riscv {

inline constexpr Word timer_bit = Word{1} << 5;
inline constexpr Word external_bit = Word{1} << 9;

inline Word satp = 0;

inline Word read_sip() { return 0; }
inline Word read_satp() { return satp; }
inline void write_satp(Word value) { satp = value; }
inline void fence_page(VirtPage, XousPid) {}
inline void fence_space(XousPid) {}
inline void fence_all() {}
inline void fence_instructions() {}

}  // namespace freehold::riscv
