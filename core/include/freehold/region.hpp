// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "freehold/address.hpp"
#include "freehold/rights.hpp"

namespace freehold {

/// What a region of physical addresses is, and so what may be done with it.
enum class Kind : std::uint8_t {
    ram,       ///< the pool; scrubbed before a new owner sees it (O6)
    storage,   ///< flash and the like: granted by exact address, never written by the kernel
    device,    ///< registers: granted by exact address, never touched by the kernel
    reserved,  ///< the kernel's for ever: firmware, interrupt controllers, what could reach past the MMU
};

/// In what pieces a region is owned.
enum class Granularity : std::uint8_t {
    page,   ///< each page has its own entry
    whole,  ///< one entry for the region, granted all or not at all
};

/// A known range of physical addresses (R5).
struct Region {
    std::string_view name;  ///< at most 16 bytes, no spaces; unique within a whitelist
    Kind kind = Kind::reserved;
    Rights rights;  ///< the most that a mapping of it may have
    Granularity granularity = Granularity::page;
    PhysPages pages;

    /// Table entries that it takes. What is reserved has the kernel for its owner by definition, and needs none.
    [[nodiscard]] constexpr Word entries() const {
        if (kind == Kind::reserved) return 0;
        return granularity == Granularity::whole ? 1 : pages.count().raw();
    }
};

}  // namespace freehold
