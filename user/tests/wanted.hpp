// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "abi/message.hpp"
#include "user/memory.hpp"

namespace freehold::user {

/// Where the `holder` of the range that begins there serves once it has it: who connects waits for that.
inline abi::Sid holder_of(PhysAddr phys) {
    abi::Sid sid = abi::Sid::of("test-holder-of  ");
    const std::uint64_t address = raw(phys);
    sid.word[2] = static_cast<std::uint32_t>(address);
    sid.word[3] = static_cast<std::uint32_t>(address >> 32);
    return sid;
}

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
