// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Picks entries by an item (a node's path), by name, or by their first address.
struct Matcher {
    std::variant<std::string, PhysAddr> by;  ///< an item starts with '/'
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

/// Changes the entries, adds the facts' own and takes out those that are mirrors.
/// @return a fault for a fact that picks no entry: it would silently protect nothing
[[nodiscard]] Result<void> apply(const Facts& facts, std::vector<Entry>& entries, std::vector<Mirror>& mirrors);

}  // namespace freehold::tools
