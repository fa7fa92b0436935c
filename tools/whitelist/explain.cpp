// SPDX-License-Identifier: Apache-2.0
#include "whitelist/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <iterator>

#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

std::string range_of(PhysAddr first, PhysAddr last) { return fmt::format("{}-{}", hex(first), hex(last)); }
std::string range_of(ByteRange range) { return range_of(range.base(), range.last()); }
std::string range_of(const ListedRegion& region) {
    return range_of(region.pages.first().address(), PhysAddr{region.pages.end().address().raw() - 1});
}

/// Why an entry is of its kind, where no rule of a table and no fact decided.
std::string_view default_reason(Kind kind) {
    switch (kind) {
        case Kind::ram: return "the description says that it is memory";
        case Kind::storage: return "the description says that it keeps its content";
        case Kind::device: return "registers that no rule knows";
        case Kind::reserved: return "the description keeps it from use";
    }
    return "";
}

class Explanation {
public:
    explicit Explanation(const Board& board) : board_{board}, stories_{stories_of(board)} {}

    std::string at(PhysAddr address) {
        const auto region = std::ranges::find_if(board_.listing.regions, [address](const ListedRegion& r) {
            return r.pages.contains(PhysPage::of(address));
        });
        if (region != board_.listing.regions.end()) tell(*region);
        else tell_unlisted(address);
        return std::move(text_);
    }

    Result<std::string> named(const std::string& name) {
        const auto& regions = board_.listing.regions;
        const auto is_asked = [&](const Entry& e) { return e.item == name || e.name == name; };
        std::vector<bool> asked(regions.size());
        for (std::size_t i = 0; i < regions.size(); ++i) asked[i] = regions[i].name == name;
        const bool region = std::ranges::find(asked, true) != asked.end();
        for (const Story& story : stories_) {
            if (region || !(is_asked(story.told) || std::ranges::any_of(story.made, is_asked))) continue;
            bool listed = false;
            for (std::size_t i = 0; i < regions.size(); ++i)
                if (makes(story, regions[i])) asked[i] = listed = true;
            if (!listed) tell_story(story, "");
        }
        for (std::size_t i = 0; i < regions.size(); ++i)
            if (asked[i]) tell(regions[i]);
        for (const Defect& defect : board_.description.defects)
            if (is_asked(defect.form)) line("", fmt::format("not listed: {}", defect.fault.text));
        if (text_.empty())
            return fail(Status::usage,
                        fmt::format("--explain: nothing in the list or the inputs is called \"{}\"", name));
        return std::move(text_);
    }

private:
    static bool makes(const Story& story, const ListedRegion& region) {
        return std::ranges::any_of(story.made, [&](const Entry& e) {
            return e.range.touched().overlaps(region.pages) &&
                   std::ranges::find(region.origins, e.where) != region.origins.end();
        });
    }

    static bool touches(const Story& story, PhysPages pages) {
        return story.told.range.touched().overlaps(pages) ||
               std::ranges::any_of(story.made, [&](const Entry& e) { return e.range.touched().overlaps(pages); });
    }

    void line(std::string_view indent, std::string_view text) {
        text_.append(indent).append(printable(std::string{text})) += '\n';
    }

    void tell(const ListedRegion& region) {
        line("", fmt::format("region {} ({}): {}, rights {}, owned {}", region.name, range_of(region),
                             word_for(region.kind), word_for(region.rights),
                             region.granularity == Granularity::page ? "page by page" : "as a whole"));
        line("  ", "made of");
        for (const Story& story : stories_)
            if (makes(story, region)) tell_story(story, "    ");
        tell_others(region);
        tell_lints(region);
    }

    void tell_story(const Story& story, std::string_view indent) {
        const Entry& now = story.made.empty() ? story.told : story.made.front();
        const std::string deeper = fmt::format("{}  ", indent);
        line(indent, fmt::format("{} ({})", story.told.where, range_of(story.told.range)));
        const Entry& told = story.told;
        const std::string_view why = told.reason.empty() ? default_reason(told.kind) : std::string_view{told.reason};
        line(deeper, fmt::format("{}: {}", word_for(told.kind), why));
        for (const std::string& fact : story.facts) line(deeper, fmt::format("fact: {}", fact));
        if (now.kind != told.kind) line(deeper, fmt::format("now {}", word_for(now.kind)));
        if (!now.power.empty()) line(deeper, fmt::format("look at it: {}", now.power));
        if (now.range != story.told.range) line(deeper, fmt::format("now {}", range_of(now.range)));
        if (!story.mirrors.empty()) line(deeper, "not listed: a fact says that it is a mirror");
        else if (story.made.empty()) line(deeper, "not listed: a fact leaves it out");
        else if (now.frame || now.container) line(deeper, "a window: what lies in it is listed, not it");
    }

    /// What has pages of the region and is no part of it gave way, by its kind or because it is larger.
    void tell_others(const ListedRegion& region) {
        bool first = true;
        for (const Story& story : stories_) {
            if (makes(story, region) || !touches(story, region.pages)) continue;
            if (first) line("  ", "in its pages lies also");
            first = false;
            tell_story(story, "    ");
        }
    }

    void tell_lints(const ListedRegion& region) {
        bool first = true;
        for (const Fault& lint : board_.listing.lints) {
            const auto names = [&](const std::string& origin) { return lint.text.find(origin) != std::string::npos; };
            if (std::ranges::none_of(region.origins, names)) continue;
            if (first) line("  ", "to be said of it");
            first = false;
            line("    ", lint.text);
        }
    }

    void tell_unlisted(PhysAddr address) {
        line("", fmt::format("{} is not listed", hex(address)));
        const PhysPages page{PhysPage::of(address), PageCount{1}};
        for (const Story& story : stories_)
            if (touches(story, page)) tell_story(story, "  ");
        for (const Mirror& mirror : board_.listing.mirrors)
            if (mirror.range.contains(address))
                line("  ", fmt::format("{}: the mirror {} ({})", mirror.where, mirror.name, range_of(mirror.range)));
        const auto& regions = board_.listing.regions;
        const auto after =
            std::ranges::find_if(regions, [page](const ListedRegion& r) { return r.pages.first() > page.first(); });
        if (after != regions.begin())
            line("  ", fmt::format("below it: {} ({})", std::prev(after)->name, range_of(*std::prev(after))));
        if (after != regions.end()) line("  ", fmt::format("above it: {} ({})", after->name, range_of(*after)));
    }

    const Board& board_;
    std::vector<Story> stories_;
    std::string text_;
};

}  // namespace

Result<std::string> explain(const Board& board, const std::string& query) {
    const bool number = !query.empty() && std::isdigit(static_cast<unsigned char>(query.front())) != 0;
    if (const auto address = number ? number_from(query) : std::optional<Word>{})
        return Explanation{board}.at(PhysAddr{*address});
    return Explanation{board}.named(query);
}

}  // namespace freehold::tools
