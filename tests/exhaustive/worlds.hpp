// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <concepts>
#include <vector>

#include "arch/host/paper.hpp"
#include "board.hpp"
#include "freehold/flat_table.hpp"
#include "freehold/manager.hpp"
#include "freehold/run_table.hpp"

/// The small worlds that are searched to the end. Each is small where another is not.
namespace freehold::search {

constexpr PhysPages physical(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr VirtPages pages_at(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }
constexpr Bytes bytes(Word pages) { return Bytes{pages * page_bytes}; }

/// Arguments that operations are tried with, beside every address in range.
struct Arguments {
    std::vector<Bytes> sizes;
    std::vector<Rights> rights;
    std::vector<Limits> limits;
    std::vector<Rights> lending{Rights::r(), Rights::rw()};
    bool sharing = true;
    bool contexts = true;
    bool physical = true;
    bool heap = true;
    bool pieces = true;  ///< without, `map` takes the last of the sizes only, and pieces come of freeing
    bool moving = true;
    bool touching = true;  ///< without, no page is ever written to
    bool adopting = false;
};

/// With a budget that is never used up.
template <const auto& list>
using AmpleRuns = RunTable<list, RunBudget{4, 16, 4}>;
/// With one that is soon used up: two tables are two runs, so a process' own pages are one run at most, or two.
template <const auto& list>
using OneRun = RunTable<list, RunBudget{2, 3, 1}>;
template <const auto& list>
using TwoRuns = RunTable<list, RunBudget{2, 4, 1}>;

template <template <const auto&> class TableOf, const auto& list, const Layout& where, Word virtual_count,
          Word per_table, unsigned process_count, Word physical_count>
struct Shape {
    static constexpr const auto& whitelist = list;
    static constexpr const Layout& layout = where;
    static constexpr unsigned max_processes = process_count;
    static constexpr Word virtual_pages = virtual_count;
    static constexpr Word physical_pages = physical_count;
    using Table = TableOf<list>;
    /// Each page tells whose it is, whatever its owner has used up.
    static constexpr bool a_page_an_entry = std::same_as<Table, FlatTable<list>>;
    using Translation = host::PaperMmu<virtual_count, per_table>;
    using Machine = search::Machine<physical_count, process_count + 2, virtual_count>;
};

/// RAM only, so many pages of it from page 1.
template <Word count>
inline constexpr auto ram =
    Whitelist<1>::of({Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, physical(1, count)}});

/// RAM in two regions that adjoin, a register page beside two that are one thing, storage, and what is reserved.
inline constexpr auto devices_list = Whitelist<6>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, physical(1, 2)},
    Region{"sram", Kind::ram, Rights::rwx(), Granularity::page, physical(3, 2)},
    Region{"uart", Kind::device, Rights::rw(), Granularity::page, physical(5, 1)},
    Region{"video", Kind::device, Rights::rw(), Granularity::whole, physical(6, 2)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, physical(9, 1)},
    Region{"plic", Kind::reserved, Rights::rw(), Granularity::page, physical(10, 1)},
});

/// The first page is nobody's and the last the kernel's; between them lie heap, messages and maps in the given sizes.
template <Word heap, Word messages, Word maps>
inline constexpr Layout zones{pages_at(1, heap + messages + maps), VirtPage{1}, pages_at(1 + heap, messages),
                              pages_at(1 + heap + messages, maps)};

}  // namespace freehold::search
