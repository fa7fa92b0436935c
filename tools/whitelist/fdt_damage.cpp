// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_damage.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <vector>

namespace freehold::tools {
namespace {

/// The names from the root to where a walk is.
class Path {
public:
    void enter(std::size_t depth, const char* name) {
        names_.resize(depth);
        names_.emplace_back(name == nullptr ? "?" : name);
    }
    std::string text() const { return names_.size() < 2 ? "/" : fmt::format("{}", fmt::join(names_, "/")); }

private:
    std::vector<std::string> names_;
};

/// The first property of a node that cannot be read. @return 0 when all can
int property_fault(const void* tree, int node) {
    int at = fdt_first_property_offset(tree, node);
    for (; at >= 0; at = fdt_next_property_offset(tree, at)) {
        const char* name = nullptr;
        int size = 0;
        if (fdt_getprop_by_offset(tree, at, &name, &size) == nullptr) return size;
    }
    return at == -FDT_ERR_NOTFOUND ? 0 : at;
}

/// Walks as far as the header of a tree allows, to name the place where it breaks.
/// @param whole what a check of all of the tree said
std::string place_of(const void* tree, int whole) {
    Path path;
    int depth = 0;
    int node = fdt_next_node(tree, -1, &depth);
    for (depth = 0; node >= 0 && depth >= 0; node = fdt_next_node(tree, node, &depth)) {
        path.enter(static_cast<std::size_t>(depth), fdt_get_name(tree, node, nullptr));
        if (const int fault = property_fault(tree, node); fault != 0)
            return fmt::format("a property of node {} cannot be read: {}", path.text(), fdt_strerror(fault));
    }
    return fmt::format("the structure breaks after node {}: {}", path.text(), fdt_strerror(whole));
}

/// A property whose length wraps leads back to itself or to what is before it, and libfdt (1.6.1) would follow for ever.
/// @return where, or nothing
std::optional<int> standstill(const void* tree) {
    int at = 0;
    for (int next = 0;; at = next)
        if (const auto tag = fdt_next_tag(tree, at, &next); tag == FDT_END) return {};
        else if (next <= at) return at;
}

}  // namespace

std::optional<std::string> damage_of(std::span<const std::byte> tree) {
    if (tree.size() < sizeof(fdt_header)) return fmt::format("{} bytes are too few for a device tree", tree.size());
    if (const int header = fdt_check_header(tree.data()); header != 0)
        return fmt::format("the header is no device tree's: {}", fdt_strerror(header));
    if (fdt_totalsize(tree.data()) > tree.size())
        return fmt::format("the header says {} bytes, and there are {}", fdt_totalsize(tree.data()), tree.size());
    if (const auto at = standstill(tree.data())) return fmt::format("the structure leads back from its byte {}", *at);
    // libfdt's full check (1.6.1) reads the root's name without asking whether there is one that can be read.
    const int root = fdt_next_node(tree.data(), -1, nullptr);
    if (root >= 0 && fdt_get_name(tree.data(), root, nullptr) == nullptr) return "the name of node / cannot be read";
    if (const int whole = fdt_check_full(tree.data(), tree.size()); whole != 0) return place_of(tree.data(), whole);
    return {};
}

}  // namespace freehold::tools
