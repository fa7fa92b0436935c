// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "freehold/address.hpp"
#include "freehold/pid.hpp"

/// The supervisor's registers (RISC-V Privileged Architecture, "Supervisor-Level ISA").
namespace freehold::riscv {

inline constexpr Word interrupt_cause = Word{1} << (sizeof(Word) * 8 - 1);

/// `scause` of what a user program can cause.
enum class Cause : Word {
    fetch_misaligned = 0,
    fetch_access = 1,
    illegal_instruction = 2,
    breakpoint = 3,
    load_misaligned = 4,
    load_access = 5,
    store_misaligned = 6,
    store_access = 7,
    user_ecall = 8,
    fetch_page = 12,
    load_page = 13,
    store_page = 15,
    timer = interrupt_cause | 5,
    external = interrupt_cause | 9,
};

/// Bits of `sie` and `sip`.
inline constexpr Word timer_bit = Word{1} << 5;
inline constexpr Word external_bit = Word{1} << 9;
/// `sstatus`: back to user mode, with interrupts on there.
inline constexpr Word status_spie = Word{1} << 5;
inline constexpr Word status_spp = Word{1} << 8;

#define FREEHOLD_CSR(name)                             \
    inline Word read_##name() {                        \
        Word value;                                    \
        asm volatile("csrr %0, " #name : "=r"(value)); \
        return value;                                  \
    }                                                  \
    inline void write_##name(Word value) { asm volatile("csrw " #name ", %0" ::"r"(value) : "memory"); }
FREEHOLD_CSR(satp)
FREEHOLD_CSR(scause)
FREEHOLD_CSR(stval)
FREEHOLD_CSR(sip)
FREEHOLD_CSR(sie)
FREEHOLD_CSR(sscratch)
FREEHOLD_CSR(sstatus)
FREEHOLD_CSR(scounteren)
FREEHOLD_CSR(stvec)
#undef FREEHOLD_CSR

/// Ticks of the machine's timer since it started.
inline std::uint64_t read_time() {
    if constexpr (sizeof(Word) == 8) {
        Word time;
        asm volatile("rdtime %0" : "=r"(time));
        return time;
    } else {
        Word high, low, again;
        do {  // NOLINT(bugprone-infinite-loop): it is the machine that changes them
            asm volatile("rdtimeh %0; rdtime %1; rdtimeh %2" : "=&r"(high), "=&r"(low), "=&r"(again));
        } while (high != again);
        return static_cast<std::uint64_t>(high) << 32 | low;
    }
}

/// The low word of the cycles that this hart has counted.
inline Word read_cycle() {
    Word cycles;
    asm volatile("rdcycle %0" : "=r"(cycles));
    return cycles;
}

inline void wait_for_interrupt() { asm volatile("wfi" ::: "memory"); }

inline void fence_page(VirtPage page, XousPid asid) {
    asm volatile("sfence.vma %0, %1" ::"r"(page.address().raw()), "r"(Word{asid.raw()}) : "memory");
}
inline void fence_space(XousPid asid) { asm volatile("sfence.vma zero, %0" ::"r"(Word{asid.raw()}) : "memory"); }
inline void fence_all() { asm volatile("sfence.vma" ::: "memory"); }
/// All reads and writes before it come before all after it.
inline void fence_memory() { asm volatile("fence" ::: "memory"); }
/// Any reservation of LR ends, by an SC that stores nothing that matters (RISC-V Unprivileged Architecture, "Zalrsc"):
/// without it an SC of the next thread could succeed for the LR of this one.
inline void end_reservation() {
    Word nowhere;
    asm volatile("sc.w zero, zero, %0" : "=A"(nowhere));
}
/// Instructions written through data accesses become visible to fetches ("Zifencei").
inline void fence_instructions() { asm volatile("fence.i" ::: "memory"); }

}  // namespace freehold::riscv
