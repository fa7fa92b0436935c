// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "freehold/region.hpp"
#include "whitelist/byte_range.hpp"
#include "whitelist/fault.hpp"
#include "whitelist/hardware.hpp"

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
    bool frame = false;      ///< a window of a bus: nothing is there but what lies in it; never listed
    std::string reason{};    ///< why it is of its kind, "" where that is what anything would be
    std::string
        power{};  ///< why its owner has more than the thing itself, where no fact has said yet that it may be owned
    Hardware hardware{};
};

/// Something that a description has and that cannot be listed as it is written. A fact may settle it.
struct Defect {
    Entry form;                    ///< all that is known of it; not its range
    std::optional<PhysAddr> base;  ///< what is known of its range
    std::optional<Bytes> size;
    Fault fault;
};

/// A second address of memory that is listed elsewhere. Never listed itself.
struct Mirror {
    std::string name;
    std::string where;
    ByteRange range;
    std::variant<PhysAddr, std::string> of;  ///< the address, or the name of the region, that it repeats
};

/// One device that a bus seems to show at two places, which are to be declared or to be left out.
struct Twin {
    PhysAddr seen;
    PhysAddr again;
    bool hidden;  ///< the second place is in no description
    std::string text;
};

/// Bits of a physical address of the target.
enum class AddressBits : unsigned {};

/// What one input says.
struct Description {
    std::vector<Entry> entries;
    std::vector<Fault> warnings;
    std::vector<Defect> defects;  ///< errors, but for those that facts settle
    std::vector<Twin> twins;
    std::optional<AddressBits> address_bits;  ///< where it says how far the machine's addresses reach
};

/// How memory of a kind is mapped where nothing says otherwise.
[[nodiscard]] constexpr MemoryType default_memory_type(Kind kind) {
    switch (kind) {
        case Kind::ram: return MemoryType::cached;
        case Kind::storage: return MemoryType::uncached;
        case Kind::device:
        case Kind::reserved: return MemoryType::device;
    }
    return MemoryType::device;
}

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
