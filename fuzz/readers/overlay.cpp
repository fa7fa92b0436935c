// SPDX-License-Identifier: Apache-2.0
// Two trees, the second changes to the first: two bytes say how long the first is.
#include "sound.hpp"
#include "whitelist/fdt_image.hpp"
#include "whitelist/fdt_overlay.hpp"
#include "whitelist/reader_fdt.hpp"

namespace {

using namespace freehold::tools;

TreeFile tree_of(std::span<const std::byte> bytes, const char* name) { return {name, {bytes.begin(), bytes.end()}}; }

void open_image(const TreeFile& tree) {
    if (!is_image(tree.bytes)) return;
    const auto trees = trees_in(tree);
    if (!trees) require(!trees.error().text.empty(), "a fault says what is wrong");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
    if (size < 2) return 0;
    const std::span bytes = std::as_bytes(std::span{data, size}).subspan(2);
    const std::size_t first = std::min(std::size_t{data[0]} | std::size_t{data[1]} << 8, bytes.size());
    const TreeFile base = tree_of(bytes.first(first), "base");
    const TreeFile changes = tree_of(bytes.subspan(first), "changes");
    open_image(base);
    if (!is_overlay(changes.bytes)) return 0;
    const auto changed = apply_overlay(base, changes);
    if (changed) require_sound(read_fdt(changed->bytes, changed->name));
    else require(!changed.error().text.empty(), "a fault says what is wrong");
    return 0;
}
