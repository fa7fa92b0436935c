// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_kind.hpp"

#include <algorithm>

#include "whitelist/fdt_interrupts.hpp"

namespace freehold::tools {
namespace {

Guess reserved(std::string reason) { return {Kind::reserved, Rights::none(), std::move(reason), ""}; }

/// What reserves decides before what opens, in whatever order the node has its names.
const KindRule* rule_of(FdtNode node) {
    const KindRule* first = nullptr;
    for (const std::string_view name : node.strings("compatible")) {
        const KindRule* rule = rule_for(compatible_rules(), name);
        if (rule != nullptr && rule->effect == Effect::reserve) return rule;
        if (first == nullptr) first = rule;
    }
    return first != nullptr ? first : rule_for(node_rules(), node.stem());
}

/// What properties say, whatever the names.
std::optional<Guess> guess_by_properties(const FdtIndex& index, FdtNode node) {
    if (node.string("device_type").starts_with("pci"))
        return reserved("PCI: its configuration space decides where devices appear");
    if (node.has("#iommu-cells")) return reserved("an IOMMU: decides which memory devices reach");
    if (node.has("msi-controller")) return reserved("raises interrupts at a write");
    if (index.is_power_switch(node)) return reserved("powers off or resets the machine");
    if (is_interrupt_root(index, node)) return reserved("the root of the interrupt tree");
    return {};
}

/// A tree shows by several signs that a device reaches memory.
Dma dma_of(FdtNode node, Dma by_table) {
    const bool master = by_table == Dma::master || node.has("dma-coherent") || node.has("#dma-cells");
    if (node.has("iommus") || node.has("iommu-map")) return Dma::translated;
    if (master) return Dma::master;
    return node.has("dmas") ? Dma::requests : Dma::none;
}

bool is_root(const FdtIndex& index, std::optional<FdtNode> node) { return node && index.path(*node) == "/"; }

}  // namespace

Standing standing_of(FdtNode node, Standing above) {
    const auto status = node.string("status");
    const bool usable = status.empty() || status == "okay" || status == "ok";
    const Standing own = usable ? Standing::present : status == "reserved" ? Standing::reserved : Standing::absent;
    return std::max(own, above);
}

bool is_memory(const FdtIndex& index, FdtNode node) {
    if (node.string("device_type") == "memory") return true;
    return node.stem() == "memory" && !node.has("device_type") && !node.has("compatible") &&
           is_root(index, index.parent(node));
}

Guess guess_node(const FdtIndex& index, FdtNode node) {
    if (is_memory(index, node)) return guess_by(nullptr, Kind::ram);
    if (auto guess = guess_by_properties(index, node)) return *guess;
    Guess guess = guess_by(rule_of(node), Kind::device);
    guess.dma = dma_of(node, guess.dma);
    if (guess.dma == Dma::master && guess.reason.empty()) guess.reason = "the tree shows that it does DMA";
    return guess;
}

}  // namespace freehold::tools
