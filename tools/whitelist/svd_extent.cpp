// SPDX-License-Identifier: Apache-2.0
#include "whitelist/svd_extent.hpp"

#include <algorithm>
#include <string_view>

namespace freehold::tools {
namespace {

constexpr int deepest = 16;  ///< clusters within clusters; real files have two
constexpr Word farthest = Word{1} << 32;

Word number(pugi::xml_node node, const char* child, Word otherwise) {
    return SvdElement{node, ""}.number(child, otherwise).value_or(otherwise);
}

/// What a number of copies, so far apart, adds to where the first one ends.
Word copies_reach(pugi::xml_node node) {
    const Word copies = number(node, "dim", 1);
    const Word step = number(node, "dimIncrement", 0);
    if (copies < 2 || copies > farthest || step > farthest / copies) return 0;
    return (copies - 1) * step;
}

/// One past the last byte of the registers in an element, from where that begins.
Word end_of(pugi::xml_node parent, Word bits, int depth) {
    Word end = 0;
    if (depth > deepest) return end;
    for (const pugi::xml_node node : parent.children()) {
        const bool cluster = std::string_view{node.name()} == "cluster";
        if (!cluster && std::string_view{node.name()} != "register") continue;
        const Word offset = number(node, "addressOffset", farthest);
        if (offset >= farthest) continue;
        const Word own = cluster ? end_of(node, number(node, "size", bits), depth + 1)
                                 : std::clamp<Word>(number(node, "size", bits), 8, 4096) / 8;
        end = std::max(end, offset + own + copies_reach(node));
    }
    return end;
}

}  // namespace

std::optional<Bytes> reach_of_registers(const SvdElement& holder, Word bits) {
    const Word end = end_of(holder.node.child("registers"), number(holder.node, "size", bits), 0);
    if (end == 0 || end >= farthest) return {};
    return Bytes{end};
}

}  // namespace freehold::tools
