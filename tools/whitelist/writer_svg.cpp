// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "whitelist/words.hpp"
#include "whitelist/writers.hpp"

namespace freehold::tools {
namespace {

constexpr int width = 1000;
constexpr int margin = 20;
constexpr int box_left = 190;
constexpr int box_width = 390;
constexpr int text_left = box_left + box_width + 15;
constexpr int line_height = 24;  ///< one line of text, and the smallest box
constexpr int gap_height = 26;
constexpr std::size_t longest_origin = 48;

/// Colours by kind that keep a contrast of at least 4.5 to their text, on paper and in the dark.
constexpr std::string_view style = R"(<style>
text { font: 13px ui-monospace, "DejaVu Sans Mono", monospace; fill: #1a1a1a; }
.title { font-size: 18px; font-weight: bold; }
.faint { fill: #595959; }
.back { fill: #ffffff; }
rect { stroke: #1a1a1a; stroke-width: 1; }
.back { stroke: none; }
.cut { stroke: #595959; stroke-width: 1.5; stroke-dasharray: 3 4; }
.ram { fill: #bfe3c0; }
.storage { fill: #f3dca0; }
.device { fill: #bcd7f5; }
.reserved { fill: #d9d9d9; }
@media (prefers-color-scheme: dark) {
  text { fill: #f0f0f0; }
  .faint { fill: #b0b0b0; }
  .back { fill: #16181c; }
  rect { stroke: #c8c8c8; }
  .cut { stroke: #b0b0b0; }
  .ram { fill: #1f5a2a; }
  .storage { fill: #6b4f10; }
  .device { fill: #1d4577; }
  .reserved { fill: #44474d; }
}
</style>
)";

/// A text as XML has it; what is not printable ASCII may be no character at all.
std::string xml(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c == '&') safe += "&amp;";
        else if (c == '<') safe += "&lt;";
        else if (c == '>') safe += "&gt;";
        else if (c == '"') safe += "&quot;";
        else safe += c >= ' ' && c <= '~' ? c : '?';
    }
    return safe;
}

/// "64 KiB", "1023 MiB": in the largest unit of which there is one, to four digits.
std::string size_of(Bytes bytes) {
    constexpr std::string_view units[] = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    double value = static_cast<double>(bytes.raw());
    std::size_t unit = 0;
    for (; value >= 1024 && unit + 1 < std::size(units); ++unit) value /= 1024;
    return fmt::format("{:.4g} {}", value, units[unit]);
}

/// To scale among the regions: twice the size is always the same step taller, from a page on.
int height_of(const ListedRegion& region) {
    return line_height + static_cast<int>(5 * std::log2(static_cast<double>(region.pages.count().raw())));
}

std::string address_of(Word byte) { return fmt::format("{:#012x}", byte); }

class Drawing {
public:
    void text(int x, std::string_view styles, std::string_view what) {
        body_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y_ + 16, styles, xml(what));
    }

    void region(const ListedRegion& region) {
        const int height = height_of(region);
        body_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" class=\"{}\"/>\n", box_left, y_,
                             box_width, height, word_for(region.kind));
        text(margin, "", address_of(region.pages.first().address().raw()));
        text(box_left + 10, "", region.name);
        text(box_left + 160, "", word_for(region.kind));
        text(box_left + 240, "", word_for(region.rights));
        text(box_left + 290, "", size_of(region.pages.bytes()));
        text(text_left, "faint", origin_of(region));
        y_ += height;
    }

    /// Nothing is listed from here on, for that many bytes: drawn as a cut, whatever its size.
    void gap(Word from, Word bytes) {
        if (bytes == 0) return;
        const int middle = y_ + gap_height / 2;
        body_ += fmt::format("<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" class=\"cut\"/>\n", box_left, middle,
                             box_left + box_width, middle);
        text(margin, "faint", address_of(from));
        text(text_left, "faint", fmt::format("{} not listed", size_of(Bytes{bytes})));
        y_ += gap_height;
    }

    void line(std::string_view styles, std::string_view what) {
        text(margin, styles, what);
        y_ += line_height;
    }
    void space(int height) { y_ += height; }

    std::string finish() && {
        const int height = y_ + margin;
        return fmt::format(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\">\n{2}"
            "<rect width=\"{0}\" height=\"{1}\" class=\"back\"/>\n{3}</svg>\n",
            width, height, style, body_);
    }

private:
    static std::string origin_of(const ListedRegion& region) {
        const std::string all = fmt::format("{}", fmt::join(region.origins, "; "));
        if (all.size() <= longest_origin) return all;
        return "..." + all.substr(all.size() - (longest_origin - 3));  // the item, not the folder, is what tells
    }

    int y_ = margin;
    std::string body_;
};

}  // namespace

std::string write_svg(const Listing& listing, const Title& title) {
    Drawing drawing;
    drawing.line("title", title.board.empty() ? "Physical memory" : fmt::format("Physical memory of {}", title.board));
    drawing.line("faint", fmt::format("{}; heights show sizes by their logarithm, gaps are cut", title.inputs));
    drawing.space(10);
    Word next = 0;
    for (const ListedRegion& region : listing.regions) {
        const Word first = region.pages.first().address().raw();
        drawing.gap(next, first - next);
        drawing.region(region);
        next = region.pages.end().address().raw();
    }
    drawing.text(margin, "faint", address_of(next - 1));
    drawing.space(line_height);
    for (const Mirror& mirror : listing.mirrors) {
        const auto* name = std::get_if<std::string>(&mirror.of);
        drawing.line("faint", fmt::format("{} {}: not listed, repeats {}", address_of(mirror.range.base().raw()),
                                          mirror.name, name != nullptr ? *name : hex(std::get<PhysAddr>(mirror.of))));
    }
    return std::move(drawing).finish();
}

}  // namespace freehold::tools
