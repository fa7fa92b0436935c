// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "whitelist/facts.hpp"
#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Where a list comes from: what the inputs say, the facts, and what they make together.
struct Board {
    Description description;  ///< as it was before the facts
    Facts facts;
    Listing listing;
};

/// What became of one entry of a description, or of one that a fact adds.
struct Story {
    Entry told;                      ///< as the input says
    std::vector<std::string> facts;  ///< those that changed it, by their places
    std::vector<Entry> made;         ///< what they made of it; nothing where it is left out
    std::vector<Mirror> mirrors;     ///< or this
};

[[nodiscard]] std::vector<Story> stories_of(const Board& board);

}  // namespace freehold::tools
