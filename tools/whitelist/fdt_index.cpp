// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_index.hpp"

#include <libfdt.h>

#include <algorithm>
#include <vector>

namespace freehold::tools {
namespace {

bool is_power_control(FdtNode node) {
    return std::ranges::any_of(node.strings("compatible"),
                               [](auto name) { return name == "syscon-poweroff" || name == "syscon-reboot"; });
}

}  // namespace

FdtIndex::FdtIndex(const void* tree) : tree_{tree} {
    std::vector<int> above;  // the offsets of the levels above
    int depth = 0;
    for (int offset = 0; offset >= 0 && depth >= 0; offset = fdt_next_node(tree_, offset, &depth)) {
        above.resize(static_cast<std::size_t>(depth));
        const FdtNode node{tree_, offset};
        const int parent = above.empty() ? -1 : above.back();
        note(node, above.empty() ? "" : places_.at(parent).path + "/" + std::string{node.name()}, parent);
        above.push_back(offset);
    }
    power_switches_.erase(0);
}

void FdtIndex::note(FdtNode node, const std::string& path, int parent) {
    places_.emplace(node.offset(), Place{path, parent});
    if (const std::uint32_t phandle = node.phandle(); phandle != 0) phandles_.emplace(phandle, node.offset());
    if (is_power_control(node))
        power_switches_.insert(node.cell("regmap").value_or(parent < 0 ? 0 : FdtNode{tree_, parent}.phandle()));
}

std::optional<FdtNode> FdtIndex::by_phandle(std::uint32_t phandle) const {
    const auto at = phandles_.find(phandle);
    if (at == phandles_.end()) return {};
    return FdtNode{tree_, at->second};
}

std::optional<FdtNode> FdtIndex::parent(FdtNode node) const {
    const auto at = places_.find(node.offset());
    if (at == places_.end() || at->second.parent < 0) return {};
    return FdtNode{tree_, at->second.parent};
}

std::string FdtIndex::path(FdtNode node) const {
    const auto at = places_.find(node.offset());
    return at == places_.end() || at->second.path.empty() ? "/" : at->second.path;
}

}  // namespace freehold::tools
