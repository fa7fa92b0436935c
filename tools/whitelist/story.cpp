// SPDX-License-Identifier: Apache-2.0
#include "whitelist/story.hpp"

#include <algorithm>

namespace freehold::tools {
namespace {

/// Applies one change to one entry. A change that picks nothing is a fault for a whole board, but not here.
void apply_to(Story& story, const Change& change) {
    const bool picked = std::ranges::any_of(story.made, [&](const Entry& e) { return change.match.picks(e); });
    if (!picked) return;
    story.facts.push_back(change.where);
    Facts one;
    one.changes.push_back(change);
    Description alone;
    alone.entries = std::move(story.made);
    static_cast<void>(apply(one, alone, story.mirrors));
    story.made = std::move(alone.entries);
}

}  // namespace

std::vector<Story> stories_of(const Board& board) {
    std::vector<Story> stories;
    for (const Entry& entry : board.description.entries) {
        stories.push_back({entry, {}, {entry}, {}});
        for (const Change& change : board.facts.changes) apply_to(stories.back(), change);
    }
    for (const Entry& entry : board.facts.additions) stories.push_back({entry, {entry.where}, {entry}, {}});
    return stories;
}

}  // namespace freehold::tools
