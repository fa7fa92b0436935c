// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_fixups.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <algorithm>

#include "whitelist/fdt_node.hpp"

namespace freehold::tools {
namespace {

constexpr int deepest = 64;             ///< levels
constexpr std::size_t most_digits = 8;  ///< of an offset within a property
constexpr std::size_t phandle_bytes = 4;

bool is_too_deep(const void* tree) {
    int depth = 0;
    for (int node = 0; node >= 0 && depth >= 0; node = fdt_next_node(tree, node, &depth))
        if (depth > deepest) return true;
    return false;
}

/// "PATH:PROPERTY:OFFSET", its last part a plain number.
bool is_reference(std::string_view text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view offset = text.substr(colon + 1);
    return !offset.empty() && offset.size() <= most_digits &&
           std::ranges::all_of(offset, [](char c) { return c >= '0' && c <= '9'; });
}

std::string broken_label(const void* tree, int fixups) {
    int at = 0;
    fdt_for_each_property_offset(at, tree, fixups) {
        const char* label = nullptr;
        if (fdt_getprop_by_offset(tree, at, &label, nullptr) == nullptr || label == nullptr) continue;
        for (const std::string_view text : FdtNode{tree, fixups}.strings(label))
            if (!is_reference(text)) return fmt::format("its __fixups__ of \"{}\" name \"{}\", no place", label, text);
    }
    return "";
}

/// Whether a property has a phandle at each of these offsets.
bool has_all(std::span<const std::byte> property, std::span<const std::byte> offsets) {
    if (offsets.size() % phandle_bytes != 0) return false;
    for (CellReader cells{offsets}; !cells.at_end();) {
        const std::size_t offset = cells.take(Cells{1});
        if (offset > property.size() || property.size() - offset < phandle_bytes) return false;
    }
    return true;
}

std::string broken_local(const void* tree, int fixups, int node) {
    int at = 0;
    fdt_for_each_property_offset(at, tree, fixups) {
        const char* name = nullptr;
        if (fdt_getprop_by_offset(tree, at, &name, nullptr) == nullptr || name == nullptr) continue;
        const auto offsets = FdtNode{tree, fixups}.bytes(name);
        const auto property = FdtNode{tree, node}.bytes(name);
        if (offsets && property && !has_all(*property, *offsets))
            return fmt::format("its __local_fixups__ name places outside of \"{}\"", name);
    }
    int child = 0;
    fdt_for_each_subnode(child, tree, fixups) {
        const int twin = fdt_subnode_offset(tree, node, std::string{FdtNode{tree, child}.name()}.c_str());
        if (twin < 0) return "its __local_fixups__ name nodes that it does not have";
        if (auto broken = broken_local(tree, child, twin); !broken.empty()) return broken;
    }
    return "";
}

}  // namespace

std::string broken_fixup(const void* overlay) {
    if (is_too_deep(overlay)) return fmt::format("its nodes are nested more than {} deep", deepest);
    if (const int fixups = fdt_path_offset(overlay, "/__fixups__"); fixups >= 0)
        if (auto broken = broken_label(overlay, fixups); !broken.empty()) return broken;
    const int local = fdt_path_offset(overlay, "/__local_fixups__");
    return local < 0 ? "" : broken_local(overlay, local, 0);
}

}  // namespace freehold::tools
