// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_interrupts.hpp"

#include <algorithm>

namespace freehold::tools {
namespace {

constexpr std::uint32_t most_cells = 8;  ///< of one interrupt; the largest of real controllers have four
constexpr int most_steps = 64;           ///< from a node to its controller: references may go in a circle

std::uint32_t next(CellReader& cells) { return static_cast<std::uint32_t>(cells.take(Cells{1})); }

/// How many cells an interrupt has at this controller, where it says a sound number.
std::optional<std::uint32_t> cells_at(FdtNode controller) {
    const auto cells = controller.cell("#interrupt-cells");
    if (!cells || *cells == 0 || *cells > most_cells) return {};
    return cells;
}

/// The nearest node above that says who takes interrupts, by `interrupt-parent` or by being the one.
std::optional<FdtNode> controller_of(const FdtIndex& index, FdtNode node) {
    std::optional<FdtNode> at = node;
    for (int step = 0; at && step < most_steps; ++step) {
        const auto named = at->cell("interrupt-parent");
        at = named ? index.by_phandle(*named) : index.parent(*at);
        if (at && at->has("#interrupt-cells")) return at;
    }
    return {};
}

InterruptLine take_line(const std::string& controller, std::uint32_t count, CellReader& cells) {
    InterruptLine line{controller, {}};
    for (std::uint32_t i = 0; i < count; ++i) line.cells.push_back(next(cells));
    return line;
}

std::vector<InterruptLine> extended(const FdtIndex& index, std::span<const std::byte> list) {
    std::vector<InterruptLine> lines;
    std::size_t left = list.size() / 4;
    for (CellReader cells{list.first(left * 4)}; left > 0;) {
        const auto controller = index.by_phandle(next(cells));
        const auto count = controller ? cells_at(*controller) : std::nullopt;
        if (!count || *count > left - 1) break;
        lines.push_back(take_line(index.path(*controller), *count, cells));
        left -= *count + 1;
    }
    return lines;
}

/// Whether the first of its interrupts goes to the controller within a CPU.
bool raises_at_cpus(const FdtIndex& index, FdtNode node) {
    const auto lines = interrupts_of(index, node);
    return !lines.empty() && lines.front().controller.starts_with("/cpus/");
}

}  // namespace

std::vector<InterruptLine> interrupts_of(const FdtIndex& index, FdtNode node) {
    if (const auto list = node.bytes("interrupts-extended")) return extended(index, *list);
    const auto list = node.bytes("interrupts");
    const auto controller = list ? controller_of(index, node) : std::nullopt;
    const auto count = controller ? cells_at(*controller) : std::nullopt;
    std::vector<InterruptLine> lines;
    if (!count) return lines;
    std::size_t left = list->size() / 4;
    for (CellReader cells{list->first(left * 4)}; left >= *count; left -= *count)
        lines.push_back(take_line(index.path(*controller), *count, cells));
    return lines;
}

bool is_interrupt_root(const FdtIndex& index, FdtNode node) {
    if (!node.has("interrupt-controller")) return false;
    if (node.phandle() != 0 && index.root().cell("interrupt-parent") == node.phandle()) return true;
    if (raises_at_cpus(index, node)) return true;
    if (node.has("gpio-controller")) return false;  // interrupts of its own pins
    if (node.has("interrupts") || node.has("interrupts-extended")) return false;
    const auto above = controller_of(index, node);
    return !above || above->offset() == node.offset();
}

}  // namespace freehold::tools
