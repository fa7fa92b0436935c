// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "freehold/region.hpp"
#include "whitelist/byte_range.hpp"
#include "whitelist/fault.hpp"

namespace freehold::tools {

/// One range as a description or a fact states it, in bytes, before it becomes pages.
struct Entry {
    std::string name;   ///< what the description calls it; not yet unique, of any length
    std::string where;  ///< for messages: the file and the item in it
    std::string item;   ///< the node's path, or what its format has instead; facts match it
    ByteRange range;
    Kind kind = Kind::device;
    Rights rights = Rights::rw();
    Granularity granularity = Granularity::page;
    bool container = false;  ///< a window that only says where finer entries may lie; not listed when it holds one
};

/// A second address of memory that is listed elsewhere. Never listed itself.
struct Mirror {
    std::string name;
    std::string where;
    ByteRange range;
    std::variant<PhysAddr, std::string> of;  ///< the address, or the name of the region, that it repeats
};

/// What one input says.
struct Description {
    std::vector<Entry> entries;
    std::vector<Fault> warnings;
};

/// The most that mappings of a kind may have where nothing says otherwise. Flash takes commands by writes.
[[nodiscard]] constexpr Rights default_rights(Kind kind) {
    switch (kind) {
        case Kind::ram: return Rights::rwx();
        case Kind::storage:
        case Kind::device: return Rights::rw();
        case Kind::reserved: return Rights::none();
    }
    return Rights::none();
}

}  // namespace freehold::tools
