// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>
#include <optional>
#include <string_view>

#include "user/memory.hpp"

namespace freehold::user {

/// What a test program is told to claim: `PHYS SIZE [r]`, where `r` is for what may be read only.
struct Wanted {
    PhysAddr phys;
    Bytes size;
    Flags flags;

    /// None where the arguments are not these.
    static std::optional<Wanted> from(int count, char** arguments) {
        const bool read_only = count == 4 && arguments[3] == std::string_view{"r"};
        if (count != 3 && !read_only) return std::nullopt;
        return Wanted{PhysAddr{std::strtoul(arguments[1], nullptr, 0)}, Bytes{std::strtoul(arguments[2], nullptr, 0)},
                      read_only ? Flags::r : Flags::device};
    }
    [[nodiscard]] Result<Memory> claim() const { return map_memory(phys, anywhere, size, flags); }
};

}  // namespace freehold::user
