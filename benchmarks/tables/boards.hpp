// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "freehold/flat_table.hpp"
#include "freehold/run_table.hpp"

/// The boards on which the two ownership tables are compared (docs/tables.md), with the budget that each gives to runs.
namespace freehold::bench {

constexpr Region by_page(std::string_view name, Kind kind, Word first, Word count) {
    return {name, kind, kind == Kind::ram ? Rights::rwx() : Rights::rw(), Granularity::page,
            PhysPages{PhysPage{first}, PageCount{count}}};
}

/// 16 MiB of RAM, 128 MiB of flash and registers, all at page granularity.
inline constexpr auto precursor =
    Whitelist<3>::of({by_page("flash", Kind::storage, 0x20000, 32768), by_page("sram", Kind::ram, 0x40000, 4096),
                      by_page("csr", Kind::device, 0xf0000, 64)});
inline constexpr RunBudget precursor_runs{12, 32, 12};

/// 1 GiB of RAM and registers.
inline constexpr auto icicle =
    Whitelist<2>::of({by_page("mmio", Kind::device, 0x20000, 64), by_page("ddr", Kind::ram, 0x80000, 262144)});
inline constexpr RunBudget icicle_runs{20, 32, 16};

}  // namespace freehold::bench
