// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "arch/riscv/pte.hpp"

namespace freehold::riscv {

/// Sv32 page tables (RISC-V Privileged Architecture, "Sv32: Page-Based 32-bit Virtual-Memory Systems"):
/// two levels of 1,024 entries of 32 bits; physical page numbers in bits 31..10.
struct Sv32 : PteCodec<std::uint32_t, 22> {
    static constexpr unsigned levels = 2;
    static constexpr unsigned index_bits = 10;
    /// Entries of the root that belong to the user: up to 0xc0000000. The rest is the kernel's, the same in each space.
    static constexpr Word user_root_entries = 768;
    static constexpr Word satp_mode = Word{1} << 31;
    static constexpr unsigned satp_asid_shift = 22;
    static constexpr Word satp_asid_mask = 0x1ff;
};

static_assert(Sv32::checked);

}  // namespace freehold::riscv
