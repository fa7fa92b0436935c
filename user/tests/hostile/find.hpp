// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "world.hpp"

/// Targets for attacks, looked for in the list of owners, so that no board is named here.
namespace freehold::user::hostile {

inline constexpr Bytes page{page_bytes};

[[nodiscard]] constexpr Memory first_pages(Memory memory, Word count) {
    return {memory.start, Bytes{count * page_bytes}};
}
[[nodiscard]] constexpr Memory nth_page(Memory memory, Word n) {
    return {VirtAddr{raw(memory.start) + n * page_bytes}, page};
}

/// The first free page of that kind.
inline std::optional<PhysAddr> free_page(abi::RegionKind kind) {
    std::optional<PhysAddr> found;
    each_owned([&](const OwnedPages& run) {
        if (run.kind != kind || run.owner != Pid{0}) return false;
        found = PhysAddr{run.first * page_bytes};
        return true;
    });
    return found;
}

/// Where the first free region of that name begins.
inline std::optional<PhysAddr> free_region(std::string_view name) {
    std::optional<PhysAddr> found;
    each_owned([&](const OwnedPages& run) {
        const auto region = query(abi::Query::region, run.region);
        if (run.owner != Pid{0} || !region || Name::of_words(region->value).text() != name) return false;
        found = PhysAddr{run.first * page_bytes};
        return true;
    });
    return found;
}

/// The first of `count` free pages of RAM that lie behind a page of somebody else's, in one region with it.
inline std::optional<PhysAddr> free_beside_other(Word count) {
    std::optional<PhysAddr> found;
    OwnedPages before{};
    each_owned([&](const OwnedPages& run) {
        const bool beside =
            before.pages != 0 && before.region == run.region && before.first + before.pages == run.first;
        const bool others = before.owner != Pid{0} && before.owner != self();
        if (run.kind == abi::RegionKind::ram && run.owner == Pid{0} && beside && others && run.pages >= count)
            found = PhysAddr{run.first * page_bytes};
        before = run;
        return found.has_value();
    });
    return found;
}

}  // namespace freehold::user::hostile
