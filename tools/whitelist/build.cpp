// SPDX-License-Identifier: Apache-2.0
#include "whitelist/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "whitelist/layers.hpp"
#include "whitelist/lint.hpp"
#include "whitelist/names.hpp"

namespace freehold::tools {
namespace {

/// A bus is only the frame of what lies on it, and so is a window that finer entries fill.
void drop_filled_containers(std::vector<Entry>& entries) {
    std::erase_if(entries, &Entry::frame);
    const std::vector<Entry> all = entries;
    std::erase_if(entries, [&all](const Entry& outer) {
        return outer.container && std::ranges::any_of(all, [&outer](const Entry& e) {
                   return outer.range.contains(e.range) && (!e.container || e.range != outer.range);
               });
    });
}

/// A region before it has a name, and what it would like to be called.
struct Draft {
    ListedRegion region;
    NameWish wish;
};

void add_once(std::vector<std::string>& texts, const std::string& text) {
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(text);
}

Draft draft_of(const Segment& segment, const Span& span, const std::vector<Entry>& entries) {
    Draft draft{{"", {}, span.kind, span.rights, span.granularity, segment.pages, {}, {}, {}},
                {{}, segment.pages.first()}};
    for (const std::size_t member : span.members) {
        const Entry& entry = entries[member];
        draft.wish.stems.push_back(entry.name);
        add_once(draft.region.origins, entry.where);
        if (!entry.reason.empty()) add_once(draft.region.reasons, entry.reason);
        if (!entry.power.empty()) add_once(draft.region.powers, fmt::format("{}: {}", entry.where, entry.power));
        join(draft.region.hardware, entry.hardware);
    }
    return draft;
}

/// Two banks of one part, side by side, are one region.
bool continues(const Draft& a, const Draft& b) {
    const auto form = [](const Draft& d) {
        return std::tie(d.region.origins, d.wish.stems, d.region.kind, d.region.rights, d.region.granularity);
    };
    return a.region.pages.end() == b.region.pages.first() && form(a) == form(b);
}

std::vector<Draft> drafts_of(const std::vector<Segment>& segments, const std::vector<Span>& spans,
                             const std::vector<Entry>& entries) {
    std::vector<Draft> drafts;
    for (const Segment& segment : segments) {
        Draft next = draft_of(segment, spans[segment.span], entries);
        if (!drafts.empty() && continues(drafts.back(), next)) {
            PhysPages& pages = drafts.back().region.pages;
            pages = {pages.first(), pages.count() + next.region.pages.count()};
        } else {
            drafts.push_back(std::move(next));
        }
    }
    return drafts;
}

std::vector<ListedRegion> named(std::vector<Draft> drafts) {
    std::vector<NameWish> wishes;
    for (const Draft& draft : drafts) wishes.push_back(draft.wish);
    const auto names = unique_names(wishes);
    std::vector<ListedRegion> regions;
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        regions.push_back(std::move(drafts[i].region));
        regions.back().name = names[i];
    }
    return regions;
}

}  // namespace

Listing build(std::vector<Entry> entries, std::vector<Mirror> mirrors, AddressBits bits) {
    drop_filled_containers(entries);
    const std::vector<Span> spans = spans_of(entries);
    const std::vector<Segment> segments = paint(spans);
    Listing listing{named(drafts_of(segments, spans, entries)), std::move(mirrors), {}};
    lint_neighbours(entries, listing.lints);
    lint_partial_pages(entries, listing.lints);
    lint_splits(entries, spans, segments, listing.lints);
    lint_ram(listing.regions, listing.lints);
    lint_ends(listing.regions, bits, listing.lints);
    lint_mirrors(listing.regions, listing.mirrors, listing.lints);
    if (listing.regions.empty()) listing.lints.push_back({Status::empty, "no region is left to list"});
    sort_lints(listing.lints);
    return listing;
}

}  // namespace freehold::tools
