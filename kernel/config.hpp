// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>

#include "abi/memory.hpp"
#include "board.hpp"
#include "board/whitelist.hpp"
#include "freehold/manager.hpp"
#include "kernel/direct_map.hpp"
#include "table.hpp"

namespace freehold::kernel {

/// The page range from one byte address to another, both on page borders.
consteval VirtPages between(Word begin, Word end) {
    return VirtPages::checked(VirtAddr{begin}, Bytes{end - begin}).value();
}

/// The memory manager of this board: its whitelist, its table, its page tables.
struct Config {
    static constexpr const auto& whitelist = board::whitelist;
    using Table = board::Table<board::whitelist>;
    using Translation = RadixTable<board::Format>;
    using Machine = DirectMap;
    static constexpr unsigned max_processes = std::min(board::max_processes, Table::max_processes);
    static constexpr Layout layout{
        .user = between(abi::layout::user_first, abi::layout::user_end),
        .heap = VirtPage::of(VirtAddr{abi::layout::heap_base}),
        .messages = between(abi::layout::message_base, abi::layout::message_end),
        .maps = between(abi::layout::map_base, abi::layout::map_end),
    };
};

using Memory = MemoryManager<Config>;
static_assert(sizeof(Memory) <= board::books_limit.raw(), "the memory that tracks memory is static, and small (R5)");

}  // namespace freehold::kernel

extern template class freehold::MemoryManager<freehold::kernel::Config>;  // kernel/memory_manager.cpp
