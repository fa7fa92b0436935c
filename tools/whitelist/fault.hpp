// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace freehold::tools {

/// How the command ends: one class for each kind of trouble, so that a build can tell them apart.
/// The numbers are an interface; docs/whitelist.md lists them.
enum class Status : int {
    ok = 0,
    file = 1,            ///< a file cannot be read or written, or dtc cannot be run
    usage = 2,           ///< the command line
    malformed = 3,       ///< a description breaks its own format
    facts = 4,           ///< the facts file: syntax, an unknown key, a fact that matches nothing
    empty = 5,           ///< nothing is left to list
    odd_ram = 6,         ///< RAM that is not granted by the page with all rights
    differs = 7,         ///< a running machine has another list
    wraps = 10,          ///< a range passes the end of the address space it is written in
    beyond = 11,         ///< a region lies beyond the target's address bits
    mirror_listed = 12,  ///< a declared mirror is also listed
    overlap = 13,        ///< two entries claim the same bytes
    shared_page = 14,    ///< two entries have registers in one page
    ram_split = 15,      ///< a reservation leaves RAM on both of its sides
    zero_size = 16,      ///< an entry of no bytes
    partial_page = 17,   ///< RAM that is not whole pages
    top = 18,            ///< a region ends at the top of the address space
    unreachable = 19,    ///< a register range that no bus translates
    powerful = 20,       ///< a device that gives its owner more than itself, and no fact says that it may
    no_ram = 21,         ///< a board without RAM
    beyond_block = 22,   ///< registers outside of the block that is said to hold them, or no such block
    unplaced = 23,       ///< a reservation that the description leaves to the system to place
    twin = 24,           ///< two names of what seems to be one device
};

/// One thing that is wrong, in one line that names what and where.
struct Fault {
    Status status;
    std::string text;
};

template <class T>
using Result = std::expected<T, Fault>;

[[nodiscard]] inline std::unexpected<Fault> fail(Status status, std::string text) {
    return std::unexpected{Fault{status, std::move(text)}};
}

}  // namespace freehold::tools
