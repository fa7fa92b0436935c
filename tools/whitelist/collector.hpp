// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "whitelist/entry.hpp"
#include "whitelist/guess.hpp"

namespace freehold::tools {

/// What a reader knows of a thing without asking its name, and why.
[[nodiscard]] Guess known_as(Kind kind, Rights rights, std::string_view reason);
[[nodiscard]] inline Guess known_as(Kind kind, std::string_view reason = "") {
    return known_as(kind, default_rights(kind), reason);
}

/// A range that a reader found, before its numbers are checked.
struct Found {
    std::string name;
    std::string where;  ///< the file and the place in it
    std::string item;
    PhysAddr base;
    Guess guess;
};

/// Gathers what a reader finds: a range that wraps is a fault, one of no bytes a warning.
class Collector {
public:
    [[nodiscard]] Result<void> add(Found found, Bytes size);
    /// @param end one past the last byte, as formats write it that have no size
    [[nodiscard]] Result<void> add_until(Found found, PhysAddr end);
    /// @param last the last byte
    [[nodiscard]] Result<void> add_through(Found found, PhysAddr last);
    void warn(Status status, std::string text) { result_.warnings.push_back({status, std::move(text)}); }
    [[nodiscard]] bool empty() const { return result_.entries.empty() && result_.warnings.empty(); }
    [[nodiscard]] Description take() && { return std::move(result_); }

private:
    Description result_;
};

}  // namespace freehold::tools
