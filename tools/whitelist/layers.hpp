// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "whitelist/entry.hpp"

namespace freehold::tools {

/// Pages that stand or fall together: those of one entry, or of several whose borders are not page borders.
struct Span {
    PhysPages pages;
    std::vector<std::size_t> members;  ///< indices of entries
    Kind kind;
    Rights rights;
    Granularity granularity;
};

/// A run of pages and the span that they belong to.
struct Segment {
    PhysPages pages;
    std::size_t span;
};

/// The pages of each entry, those of one kind joined where they cross or are the same. What lies properly within another
/// stays apart. RAM counts only where a page is all RAM; everything else counts every page that it touches.
[[nodiscard]] std::vector<Span> spans_of(std::span<const Entry> entries);

/// Gives every page that a span covers to one span: the strictest kind first (reserved, device, storage, RAM), the
/// smaller before the larger. @return ascending and disjoint
[[nodiscard]] std::vector<Segment> paint(std::span<const Span> spans);

}  // namespace freehold::tools
