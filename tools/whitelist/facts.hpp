// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Picks entries by an item (a node's path), by name, or by their first address. A '*' in an item or a name stands for
/// any letters, so that one fact can speak of a family.
struct Matcher {
    std::variant<std::string, PhysAddr> by;  ///< an item starts with '/'
    [[nodiscard]] bool picks(const Defect& defect) const;
    [[nodiscard]] bool picks(const Entry& entry) const;
};

/// What a fact changes of the entries that it picks.
struct Change {
    std::string where;
    Matcher match;
    std::optional<std::string> name;
    std::optional<Kind> kind;
    std::optional<Rights> rights;
    std::optional<Granularity> granularity;
    std::optional<PhysAddr> base;  ///< where it is, whatever the description says
    std::optional<Bytes> size;     ///< how large it is, likewise
    std::optional<Dma> dma;
    std::optional<MemoryType> memory_type;
    std::optional<std::vector<InterruptLine>> interrupts;
    std::vector<Bytes> views;    ///< at which distances the same is there again
    std::optional<Bytes> limit;  ///< list at most this much of it, from its start
    std::optional<std::variant<PhysAddr, std::string>> alias_of;
    bool ignore = false;
};

/// What no description of a board says.
struct Facts {
    std::optional<AddressBits> address_bits;
    std::vector<Change> changes;
    std::vector<Entry> additions;  ///< regions and reservations
    std::vector<Mirror> mirrors;
};

/// Reads a facts file; docs/whitelist.md has its format.
[[nodiscard]] Result<Facts> read_facts(std::string_view json, const std::string& file);

/// Changes the entries, adds the facts' own, takes out those that are mirrors, and settles defects: by leaving them out,
/// or by saying what they lack.
/// @return a fault for a fact that picks nothing: it would silently protect nothing
[[nodiscard]] Result<void> apply(const Facts& facts, Description& description, std::vector<Mirror>& mirrors);

}  // namespace freehold::tools
