// SPDX-License-Identifier: Apache-2.0
#include "whitelist/layers.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <set>
#include <tuple>

namespace freehold::tools {
namespace {

constexpr std::array strictest_first{Kind::reserved, Kind::device, Kind::storage, Kind::ram};

std::size_t layer_of(Kind kind) {
    return static_cast<std::size_t>(std::ranges::find(strictest_first, kind) - strictest_first.begin());
}

PhysPages pages_of(const Entry& entry) {
    return entry.kind == Kind::ram ? entry.range.filled() : entry.range.touched();
}

Span span_of(std::span<const Entry> entries, std::size_t index) {
    const Entry& entry = entries[index];
    return {pages_of(entry), {index}, entry.kind, entry.rights, entry.granularity};
}

/// Ascending; what starts at one page, the longest first, so that what holds others comes before them.
std::vector<Span> sorted_spans(std::span<const Entry> entries, Kind kind) {
    std::vector<Span> spans;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].kind == kind && pages_of(entries[i]).count() > PageCount{0})
            spans.push_back(span_of(entries, i));
    std::ranges::sort(spans, [](const Span& a, const Span& b) {
        return std::tuple{a.pages.first(), b.pages.end(), a.members.front()} <
               std::tuple{b.pages.first(), a.pages.end(), b.members.front()};
    });
    return spans;
}

/// Both in one; what either forbids, the whole forbids. @param into starts no later than `other`
void join(Span& into, Span&& other) {
    into.pages = {into.pages.first(), std::max(into.pages.end(), other.pages.end()) - into.pages.first()};
    into.members.insert(into.members.end(), other.members.begin(), other.members.end());
    into.rights = into.rights & other.rights;
    if (other.granularity == Granularity::whole) into.granularity = Granularity::whole;
}

/// Properly within, so that both can stand. The same pages twice cannot; and RAM within RAM is one memory described twice.
bool nests_in(const Span& inner, const Span& outer) {
    return inner.kind != Kind::ram && outer.pages.contains(inner.pages) && inner.pages != outer.pages;
}

/// Joins what crosses among spans in order, in one pass: `open` holds the spans around the current place, each within
/// the one before it. A join may make a span cross the one around it in turn.
class Nest {
public:
    void add(Span next) {
        while (!open_.empty() && open_.back().pages.end() <= next.pages.first()) close();
        open_.push_back(std::move(next));
        while (open_.size() > 1 && !nests_in(open_.back(), open_[open_.size() - 2])) {
            Span crossing = std::move(open_.back());
            open_.pop_back();
            join(open_.back(), std::move(crossing));
        }
    }

    std::vector<Span> finish() && {
        while (!open_.empty()) close();
        return std::move(done_);
    }

private:
    void close() {
        done_.push_back(std::move(open_.back()));
        open_.pop_back();
    }

    std::vector<Span> open_;
    std::vector<Span> done_;
};

/// Where a span starts or ends.
struct Border {
    PhysPage page;
    std::size_t span;
    bool opens;
};

std::vector<Border> borders_of(std::span<const Span> spans) {
    std::vector<Border> borders;
    for (std::size_t i = 0; i < spans.size(); ++i) {
        borders.push_back({spans[i].pages.first(), i, true});
        borders.push_back({spans[i].pages.end(), i, false});
    }
    std::ranges::sort(borders, {}, [](const Border& b) { return std::tuple{b.page, b.span, b.opens}; });
    return borders;
}

void extend(std::vector<Segment>& segments, std::size_t winner, PhysPages pages) {
    if (!segments.empty() && segments.back().span == winner && segments.back().pages.end() == pages.first())
        segments.back().pages = {segments.back().pages.first(), segments.back().pages.count() + pages.count()};
    else segments.push_back({pages, winner});
}

}  // namespace

std::vector<Span> spans_of(std::span<const Entry> entries) {
    std::vector<Span> all;
    for (const Kind kind : strictest_first) {
        Nest nest;
        for (Span& span : sorted_spans(entries, kind)) nest.add(std::move(span));
        std::ranges::move(std::move(nest).finish(), std::back_inserter(all));
    }
    return all;
}

std::vector<Segment> paint(std::span<const Span> spans) {
    const auto rank = [&](std::size_t i) { return std::tuple{layer_of(spans[i].kind), spans[i].pages.count(), i}; };
    std::set<std::tuple<std::size_t, PageCount, std::size_t>> open;
    std::vector<Segment> segments;
    PhysPage from;
    for (const Border& border : borders_of(spans)) {
        if (!open.empty() && border.page > from)
            extend(segments, std::get<2>(*open.begin()), {from, border.page - from});
        from = border.page;
        if (border.opens) open.insert(rank(border.span));
        else open.erase(rank(border.span));
    }
    return segments;
}

}  // namespace freehold::tools
