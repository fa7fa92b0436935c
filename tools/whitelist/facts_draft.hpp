// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "whitelist/story.hpp"

namespace freehold::tools {

/// A facts file for a person to go through: each decision that rules and names made as a fact that says the same, with
/// its reason as a comment, and each lint. As it is written it changes nothing; an edited word does.
[[nodiscard]] std::string write_facts_draft(const Board& board);

}  // namespace freehold::tools
