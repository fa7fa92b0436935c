// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "whitelist/layers.hpp"
#include "whitelist/listing.hpp"

namespace freehold::tools {

/// Entries that share bytes or a page, each with the nearest one before it. Silent where nothing is in doubt: within one
/// item, among what is reserved, and where a reservation takes from RAM.
void lint_neighbours(std::span<const Entry> entries, std::vector<Fault>& lints);

/// RAM that is not whole pages.
void lint_partial_pages(std::span<const Entry> entries, std::vector<Fault>& lints);

/// RAM with something else in its middle.
void lint_splits(std::span<const Entry> entries, std::span<const Span> spans, std::span<const Segment> segments,
                 std::vector<Fault>& lints);

/// RAM with less than all rights, or owned as a whole: the pool grants single pages, with any rights.
void lint_ram(std::span<const ListedRegion> regions, std::vector<Fault>& lints);

/// Regions beyond the target's addresses, or at their very end.
void lint_ends(std::span<const ListedRegion> regions, AddressBits bits, std::vector<Fault>& lints);

/// Mirrors that are listed, and mirrors of nothing.
void lint_mirrors(std::span<const ListedRegion> regions, std::span<const Mirror> mirrors, std::vector<Fault>& lints);

/// What a person should know of a board as a whole: it has no RAM, or whoever is granted a device of it has more than that.
void lint_board(std::span<const ListedRegion> regions, std::vector<Fault>& lints);

/// Devices that seem to be seen twice, and no fact has said yet what of it.
void lint_twins(const Listing& listing, std::span<const Twin> twins, std::vector<Fault>& lints);

}  // namespace freehold::tools
