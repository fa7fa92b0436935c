// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "freehold/address.hpp"

/// The firmware's services that the kernel uses (RISC-V Supervisor Binary Interface Specification). Where a board has no
/// firmware, `kernel/riscv/shim.S` offers exactly these.
namespace freehold::riscv::sbi {

inline void call(Word extension, Word function, Word arg0, Word arg1 = 0) {
    register Word a0 asm("a0") = arg0;
    register Word a1 asm("a1") = arg1;
    register Word a6 asm("a6") = function;
    register Word a7 asm("a7") = extension;
    asm volatile("ecall" : "+r"(a0), "+r"(a1) : "r"(a6), "r"(a7) : "memory");
}

/// Legacy console: for the time before the first process and after the last.
inline void put_char(char c) { call(0x01, 0, static_cast<unsigned char>(c)); }

/// Timer extension: an interrupt when `time` reaches this; pending ones are cleared.
inline void set_timer(std::uint64_t when) {
    constexpr Word extension = 0x54494d45;
    if constexpr (sizeof(Word) == 8) call(extension, 0, static_cast<Word>(when));
    else call(extension, 0, static_cast<Word>(when), static_cast<Word>(when >> 32));
}

/// System reset extension: shut down; failure is told to whoever started the machine.
inline void shut_down(bool failure) { call(0x53525354, 0, 0, failure ? 1 : 0); }

}  // namespace freehold::riscv::sbi
