// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// For how many processes, with how many runs of pages each, a table of runs has to have room.
struct RunPlan {
    unsigned processes = 12;
    unsigned runs = 32;
    unsigned kernel_runs = 12;
};

/// What the ownership tables of core would take for a list, on a board of 32 bits (docs/tables.md).
struct TableBytes {
    std::uint64_t slots;  ///< entries, with one between two regions
    std::uint64_t pool;   ///< of those, what RAM takes
    std::uint64_t flat;   ///< at most
    std::uint64_t runs;   ///< 0 where a table of runs cannot tell so many slots apart
};
[[nodiscard]] TableBytes table_bytes(const Listing& listing, RunPlan plan);

/// The bytes of each form, and which one is recommended and why, for people.
[[nodiscard]] std::string write_table_choice(const Listing& listing, RunPlan plan);

}  // namespace freehold::tools
