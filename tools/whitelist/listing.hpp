// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// A region as it is written out: a core `Region` that owns its text.
struct ListedRegion {
    std::string name;                  ///< unique, at most 16 bytes, no spaces
    std::vector<std::string> origins;  ///< the items of the description that it is made of
    Kind kind;
    Rights rights;
    Granularity granularity;
    PhysPages pages;
    std::vector<std::string> reasons;  ///< why it is of its kind, where a rule decided
    std::vector<std::string> powers;   ///< what its owner has besides, each with its item; see `Entry::power`
    Hardware hardware;
    [[nodiscard]] MemoryType memory_type() const { return hardware.memory_type.value_or(default_memory_type(kind)); }
};

/// The whitelist of a board: ascending, disjoint, and all that is to be said about it.
struct Listing {
    std::vector<ListedRegion> regions;
    std::vector<Mirror> mirrors;
    std::vector<Fault> lints;  ///< ascending by class; see `is_error`
    AddressBits address_bits{64};
};

/// Whether a listing with this lint must not be used, also without `--strict`.
[[nodiscard]] constexpr bool is_error(Status lint) { return lint <= Status::mirror_listed; }

/// Ascending by class; within a class by text, so that the same inputs always say the same.
inline void sort_lints(std::vector<Fault>& lints) {
    std::ranges::sort(lints, {}, [](const Fault& lint) { return std::tie(lint.status, lint.text); });
}

}  // namespace freehold::tools
