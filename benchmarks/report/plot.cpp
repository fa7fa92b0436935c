// SPDX-License-Identifier: Apache-2.0
#include "report/plot.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace freehold::bench {
namespace {

struct Panel {
    const char* title;
    const char* operation;
    const char* scenario;
};
constexpr std::array panels{
    Panel{"one page of an empty memory", "one", "empty"},
    Panel{"one page, half full at random", "one", "half-random"},
    Panel{"one page, the last one free", "one", "one-left"},
    Panel{"64 in a row, empty memory", "run64", "empty"},
    Panel{"64 in a row, at the end of a random half", "run64", "half-random-hole"},
    Panel{"64 in a row, none to be found", "none64", "half-random"},
};
constexpr std::array colours{"#d62728", "#ff9896", "#e377c2", "#ff7f0e", "#1f77b4", "#7f7f7f",
                             "#bcbd22", "#2ca02c", "#9467bd", "#8c564b", "#17becf", "#000000"};

constexpr double width = 420, height = 300, left = 60, top = 40, gap = 30, key_width = 170;
constexpr double least_ns = 0.1, most_ns = 1e8;

/// The frame of a panel and its two scales.
class Frame {
public:
    Frame(std::size_t index, const std::vector<unsigned>& sizes)
        : x_{left + static_cast<double>(index % 2) * (width + left)},
          y_{top + static_cast<double>(index / 2) * (height + top + gap)},
          low_{std::log(sizes.front())},
          high_{std::log(sizes.back()) + 1e-9} {}

    double x(double mib) const { return x_ + 20 + (std::log(mib) - low_) / (high_ - low_) * (width - 40); }
    double y(double ns) const {
        return y_ + height - std::log(std::max(ns, least_ns) / least_ns) / std::log(most_ns / least_ns) * height;
    }
    double west() const { return x_; }
    double north() const { return y_; }
    double south() const { return y_ + height; }

private:
    double x_, y_, low_, high_;
};

std::string label(double x, double y, const char* anchor, const std::string& text) {
    return fmt::format("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\">{}</text>\n", x, y, anchor, text);
}

std::string axes(const Frame& frame, const Panel& panel, const std::vector<unsigned>& sizes) {
    std::string svg =
        fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#888\"/>\n",
                    frame.west(), frame.north(), width, height);
    svg += label(frame.west() + width / 2, frame.north() - 8, "middle", panel.title);
    for (double ns = least_ns; ns < most_ns * 1.1; ns *= 10) {
        svg += fmt::format("<line x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\" stroke=\"#ddd\"/>\n",
                           frame.west(), frame.west() + width, frame.y(ns));
        svg += label(frame.west() - 5, frame.y(ns) + 4, "end",
                     ns < 1e3   ? fmt::format("{:g} ns", ns)
                     : ns < 1e6 ? fmt::format("{:g} us", ns / 1e3)
                                : fmt::format("{:g} ms", ns / 1e6));
    }
    for (const unsigned mib : sizes)
        svg += label(frame.x(mib), frame.south() + 16, "middle",
                     mib < 1024 ? fmt::format("{} MiB", mib) : fmt::format("{} GiB", mib / 1024));
    return svg;
}

std::string line(const Results& results, const Frame& frame, const Panel& panel, std::size_t allocator) {
    std::string points;
    std::string dots;
    const char* const colour = colours[allocator % colours.size()];
    for (const unsigned mib : results.sizes()) {
        const auto ns = results.median({panel.operation, panel.scenario, mib, results.allocators()[allocator]});
        if (!ns) continue;
        points += fmt::format("{:.1f},{:.1f} ", frame.x(mib), frame.y(*ns));
        dots += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"3\" fill=\"{}\"/>\n", frame.x(mib), frame.y(*ns),
                            colour);
    }
    if (points.empty()) return {};
    return fmt::format("<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\"/>\n{}", points, colour,
                       dots);
}

bool drawn(const Results& results, const std::string& allocator) {
    return std::ranges::any_of(results.all(), [&](const auto& each) {
        const Case& which = each.first;
        return which.allocator == allocator && std::ranges::any_of(panels, [&](const Panel& panel) {
                   return which.operation == panel.operation && which.scenario == panel.scenario;
               });
    });
}

std::string key(const Results& results) {
    std::string svg;
    const double x = 2 * (width + left) + gap;
    double y = top - 20;
    for (std::size_t i = 0; i < results.allocators().size(); ++i) {
        if (!drawn(results, results.allocators()[i])) continue;
        y += 20;
        svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"14\" height=\"4\" fill=\"{}\"/>\n", x, y,
                           colours[i % colours.size()]);
        svg += label(x + 20, y + 6, "start", results.allocators()[i]);
    }
    return svg;
}

}  // namespace

std::string plot_of(const Results& results) {
    const std::vector<unsigned> sizes = results.sizes();
    const double full_width = 2 * (width + left) + gap + key_width;
    std::string svg = fmt::format(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" "
        "font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n",
        full_width, static_cast<double>((panels.size() + 1) / 2) * (height + top + gap));
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const Frame frame{i, sizes};
        svg += axes(frame, panels[i], sizes);
        for (std::size_t allocator = 0; allocator < results.allocators().size(); ++allocator)
            svg += line(results, frame, panels[i], allocator);
    }
    return svg + key(results) + "</svg>\n";
}

}  // namespace freehold::bench
