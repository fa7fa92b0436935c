// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "freehold/account.hpp"
#include "freehold/address_space.hpp"

namespace freehold {

/// Where a process is in its life, as far as memory goes.
enum class Life : std::uint8_t {
    none,       ///< the pid is free
    live,       ///< it may ask for memory
    ending,     ///< what it owns is being taken back, a bounded step at a time
    lingering,  ///< only what it sent off, or what the kernel remembers for it, is left; the pid is not free (O8)
};

/// All that the memory manager knows of one process.
template <class Translation>
struct Process {
    Life life = Life::none;
    Account account;
    AddressSpace<Translation> space;
    VirtPage maps_from;      ///< nothing is vacant in the zone for maps below it
    VirtPage messages_from;  ///< nothing is vacant in the zone for messages below it
    VirtPage sweep;          ///< ending: pages below it are done

    /// The pid is free again. @pre the space has been finished, which leaves its translation as new
    constexpr void forget() {
        life = Life::none;
        account = {};
        maps_from = messages_from = sweep = {};
    }

    bool operator==(const Process&) const = default;
};

}  // namespace freehold
