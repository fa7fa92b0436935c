// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "abi/call.hpp"

namespace freehold::abi {

/// Everything is granted, lent and freed in pages of this size.
inline constexpr Word user_page_bytes = 4096;

/// Flags of MapMemory, IncreaseHeap and UpdateMemoryFlags. W without R means no access (a guard page); X beside W is
/// latent until W is gone.
namespace flag {
inline constexpr Word reserve = 0x01;
inline constexpr Word r = 0x02;
inline constexpr Word w = 0x04;
inline constexpr Word x = 0x08;
inline constexpr Word device = 0x10;  ///< with a physical address: registers; without: physically contiguous RAM
inline constexpr Word virt = 0x20;
inline constexpr Word all = 0x3f;
}  // namespace flag

/// The address space of a process. All ends are exclusive.
namespace layout {
inline constexpr Word heap_base = 0x2000'0000;
inline constexpr Word message_base = 0x4000'0000;
inline constexpr Word message_end = 0x4040'0000;
inline constexpr Word map_base = 0x6000'0000;
inline constexpr Word map_end = 0x7000'0000;
inline constexpr Word stack_top = 0x8000'0000;
inline constexpr Word stack_bytes = 128 * 1024;
inline constexpr Word user_first = 0x1000;
inline constexpr Word user_end = 0xc000'0000;
}  // namespace layout

/// Magic return addresses, never mapped (sign-extended on rv64).
namespace magic {
inline constexpr Word interrupt_return =
    static_cast<Word>(static_cast<std::intptr_t>(static_cast<std::int32_t>(0xff80'2000)));
inline constexpr Word thread_exit =
    static_cast<Word>(static_cast<std::intptr_t>(static_cast<std::int32_t>(0xff80'3000)));
inline constexpr Word exception_return =
    static_cast<Word>(static_cast<std::intptr_t>(static_cast<std::int32_t>(0xff80'4000)));
}  // namespace magic

/// AdjustProcessLimit's knobs.
enum class Limit : Word { heap_maximum = 1, heap_size = 2 };

/// Threads and connections of one process.
inline constexpr Word threads_per_process = 31;
inline constexpr Word connections_per_process = 32;

}  // namespace freehold::abi
