// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "arch/host/fetches.hpp"
#include "arch/host/marks.hpp"
#include "arch/host/memory.hpp"
#include "arch/host/paper.hpp"
#include "arch/host/tlb.hpp"
#include "arch/riscv/sv32.hpp"
#include "arch/riscv/sv39.hpp"
#include "freehold/flat_table.hpp"
#include "freehold/manager.hpp"
#include "freehold/radix_table.hpp"
#include "freehold/run_table.hpp"
#include "model.hpp"

/// The small machines that the model runs beside.
namespace freehold::model {

constexpr PhysPages physical(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr VirtPages virtual_pages(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }

/// Two regions of RAM that adjoin, one apart; storage; a register page beside registers that are one thing; what is reserved.
inline constexpr auto regions = Whitelist<7>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, physical(2, 20)},
    Region{"sram", Kind::ram, Rights::rwx(), Granularity::page, physical(22, 6)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, physical(30, 4)},
    Region{"uart", Kind::device, Rights::rw(), Granularity::page, physical(36, 1)},
    Region{"video", Kind::device, Rights::rw(), Granularity::whole, physical(37, 3)},
    Region{"plic", Kind::reserved, Rights::rw(), Granularity::page, physical(42, 2)},
    Region{"itcm", Kind::ram, Rights::rwx(), Granularity::page, physical(46, 3)},
});
inline constexpr Word physical_pages = 50;
inline constexpr unsigned processes = 4;

/// Page tables of three levels and eight entries, so that a few pages already need many of them.
struct SmallFormat : riscv::PteCodec<std::uint32_t, 22> {
    static constexpr unsigned levels = 3;
    static constexpr unsigned index_bits = 3;
    static constexpr Word user_root_entries = 6;
};

inline constexpr Layout paper_layout{virtual_pages(4, 56), VirtPage{8}, virtual_pages(24, 10), virtual_pages(38, 8)};
inline constexpr Layout small_layout{virtual_pages(8, 376), VirtPage{60}, virtual_pages(124, 10),
                                     virtual_pages(188, 9)};
inline constexpr Layout sv32_layout{virtual_pages(16, 0xc0000 - 16), VirtPage{1020}, virtual_pages(2044, 10),
                                    virtual_pages(4090, 8)};
/// The heap grows over the end of a last table, the windows over the end of a middle one, where the root's next entry begins.
inline constexpr Layout sv39_layout{virtual_pages(16, 0xc0000 - 16), VirtPage{508}, virtual_pages(0x40000 - 4, 10),
                                    virtual_pages(0x40200 - 3, 8)};

/// With a budget that is never used up, so that both tables give the same answers.
template <const auto& list>
using AmpleRuns = RunTable<list, RunBudget{processes, 40, 40}>;

/// What the memory manager is built of, with the memory that it runs on.
template <template <const auto&> class TableOf, class Mmu, class Board, const Layout& where, unsigned table_levels,
          unsigned table_bits>
struct World {
    static constexpr const auto& whitelist = regions;
    using Table = TableOf<regions>;
    using Translation = Mmu;
    using Machine = host::WithFetches<host::WithTlb<Board>, physical_pages>;
    static constexpr const Layout& layout = where;
    static constexpr unsigned max_processes = processes;

    static Facts facts() {
        return {{regions.regions().begin(), regions.regions().end()}, layout, table_levels, table_bits, max_processes};
    }
};

template <template <const auto&> class TableOf>
using PaperWorld = World<TableOf, host::PaperMmu<64, 8>, host::PaperMachine<physical_pages>, paper_layout, 2, 3>;
template <template <const auto&> class TableOf>
using SmallWorld = World<TableOf, RadixTable<SmallFormat>, host::ArrayMachine<SmallFormat>, small_layout, 3, 3>;
template <template <const auto&> class TableOf>
using Sv32World = World<TableOf, RadixTable<riscv::Sv32>, host::ArrayMachine<riscv::Sv32>, sv32_layout, 2, 10>;
template <template <const auto&> class TableOf>
using Sv39World = World<TableOf, RadixTable<riscv::Sv39>, host::ArrayMachine<riscv::Sv39>, sv39_layout, 3, 9>;

}  // namespace freehold::model
