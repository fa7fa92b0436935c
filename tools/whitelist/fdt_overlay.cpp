// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_overlay.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <algorithm>

#include "whitelist/fdt_damage.hpp"
#include "whitelist/fdt_fixups.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {
namespace {

bool is_fragment(const void* tree, int node) { return fdt_subnode_offset(tree, node, "__overlay__") >= 0; }

std::unexpected<Fault> refused(const TreeFile& base, const TreeFile& overlay, const std::string& what) {
    return fail(Status::malformed, fmt::format("{}: does not apply to {}: {}", overlay.name, base.name, what));
}

/// The first label that the overlay refers to and the base does not have, or "".
std::string missing_label(const void* base, const void* overlay) {
    const int fixups = fdt_path_offset(overlay, "/__fixups__");
    const int symbols = fdt_path_offset(base, "/__symbols__");
    if (fixups < 0) return "";
    int at = 0;
    fdt_for_each_property_offset(at, overlay, fixups) {
        const char* label = nullptr;
        if (fdt_getprop_by_offset(overlay, at, &label, nullptr) == nullptr || label == nullptr) continue;
        if (symbols < 0) return fmt::format("it has no __symbols__ to find \"{}\" in (dtc -@ writes them)", label);
        if (fdt_getprop(base, symbols, label, nullptr) == nullptr) return fmt::format("it has no label \"{}\"", label);
    }
    return "";
}

/// The first path that a fragment is for and the base does not have, or "".
std::string missing_path(const void* base, const void* overlay) {
    int fragment = 0;
    fdt_for_each_subnode(fragment, overlay, 0) {
        const std::string path{FdtNode{overlay, fragment}.string("target-path")};
        if (is_fragment(overlay, fragment) && !path.empty() && fdt_path_offset(base, path.c_str()) < 0)
            return fmt::format("it has no node {}", path);
    }
    return "";
}

}  // namespace

bool is_overlay(std::span<const std::byte> tree) {
    const std::vector<std::byte> aligned(tree.begin(), tree.end());
    if (damage_of(aligned)) return false;
    int node = 0;
    fdt_for_each_subnode(node, aligned.data(), 0) {
        if (is_fragment(aligned.data(), node)) return true;
    }
    return false;
}

Result<TreeFile> apply_overlay(const TreeFile& base, const TreeFile& overlay) {
    for (const TreeFile* one : {&base, &overlay})
        if (const auto damage = damage_of(one->bytes))
            return fail(Status::malformed, fmt::format("{}: {}", one->name, *damage));
    if (const std::string what = broken_fixup(overlay.bytes.data()); !what.empty()) return refused(base, overlay, what);
    for (const auto missing : {missing_label, missing_path})
        if (const std::string what = missing(base.bytes.data(), overlay.bytes.data()); !what.empty())
            return refused(base, overlay, what);
    // libfdt writes into both, also when it fails.
    std::vector<std::byte> changes = overlay.bytes;
    TreeFile result{fmt::format("{}+{}", base.name, overlay.name), {}};
    result.bytes.resize(base.bytes.size() + 2 * changes.size() + 4096);
    int problem = fdt_open_into(base.bytes.data(), result.bytes.data(), static_cast<int>(result.bytes.size()));
    if (problem == 0) problem = fdt_overlay_apply(result.bytes.data(), changes.data());
    if (problem != 0) return refused(base, overlay, fdt_strerror(problem));
    return result;
}

}  // namespace freehold::tools
