// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "arch/riscv/pte.hpp"

namespace freehold::riscv {

/// Sv39 page tables (RISC-V Privileged Architecture, "Sv39: Page-Based 39-bit Virtual-Memory System"):
/// three levels of 512 entries of 64 bits; physical page numbers in bits 53..10.
struct Sv39 : PteCodec<std::uint64_t, 44> {
    static constexpr unsigned levels = 3;
    static constexpr unsigned index_bits = 9;
    /// Entries of the root that belong to the user: up to 0xc0000000, as with Sv32. The rest is the kernel's, the same in
    /// each space.
    static constexpr std::uintptr_t user_root_entries = 3;
    static constexpr std::uint64_t satp_mode = std::uint64_t{8} << 60;
    static constexpr unsigned satp_asid_shift = 44;
    static constexpr std::uint64_t satp_asid_mask = 0xffff;
};

static_assert(Sv39::checked);

}  // namespace freehold::riscv
