// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "whitelist/fdt_node.hpp"

namespace freehold::tools {

/// What a tree says of a node in other places than the node itself. Made in one walk over a checked tree.
class FdtIndex {
public:
    explicit FdtIndex(const void* tree);

    [[nodiscard]] FdtNode root() const { return {tree_, 0}; }
    /// The node that others refer to by this number.
    [[nodiscard]] std::optional<FdtNode> by_phandle(std::uint32_t phandle) const;
    [[nodiscard]] std::optional<FdtNode> parent(FdtNode node) const;
    [[nodiscard]] std::string path(FdtNode node) const;
    /// Whether a `syscon-poweroff` or `syscon-reboot` writes to it.
    [[nodiscard]] bool is_power_switch(FdtNode node) const { return power_switches_.contains(node.phandle()); }

private:
    struct Place {
        std::string path;
        int parent;
    };
    void note(FdtNode node, const std::string& path, int parent);

    const void* tree_;
    std::map<int, Place> places_;  ///< by offset
    std::map<std::uint32_t, int> phandles_;
    std::set<std::uint32_t> power_switches_;
};

}  // namespace freehold::tools
