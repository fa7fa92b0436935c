// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <utility>

#include "freehold/run_table.hpp"

/// A small board with a table of runs whose budgets are soon used up.
namespace freehold::run_table_world {

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr Region paged(std::string_view name, Kind kind, Word first, Word count) {
    return {name, kind, kind == Kind::ram ? Rights::rwx() : Rights::rw(), Granularity::page, pages(first, count)};
}

inline constexpr auto small =
    Whitelist<2>::of({paged("ram", Kind::ram, 0, 64), paged("flash", Kind::storage, 100, 40)});
inline constexpr RunBudget few{3, 4, 2};
using Small = RunTable<small, few>;

inline constexpr XousPid alice{2};
inline constexpr XousPid bob{3};
inline constexpr XousPid carol{4};

inline Permit permit(Word first, Word count) { return small.permit(pages(first, count)).value(); }
inline bool claim(Small& table, Word first, Word count, XousPid pid) {
    auto taken = table.claim(permit(first, count), pid);
    if (taken) std::move(*taken).commit();
    return taken.has_value();
}

/// `each_in_use` for `unpark`.
inline auto only(const std::set<Word>& in_use) {
    return [&](auto&& visit) {
        for (const Word page : in_use) visit(PhysPage{page});
    };
}

}  // namespace freehold::run_table_world
