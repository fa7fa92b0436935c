// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_form.hpp"

#include <fmt/format.h>

#include "whitelist/fdt_interrupts.hpp"
#include "whitelist/names.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

std::unexpected<Fault> wrong(const Entry& entry, FdtNode node, const char* property) {
    return fail(Status::malformed, fmt::format("{}: {} is \"{}\"", entry.where, property, node.string(property)));
}

/// A property of a small language, into its place.
template <class T, class Place>
Result<void> take(FdtNode node, const char* property, std::optional<T> (*from)(std::string_view), const Entry& entry,
                  Place& place) {
    if (!node.has(property)) return {};
    const auto value = from(node.string(property));
    if (!value) return wrong(entry, node, property);
    place = *value;
    return {};
}

Result<void> take_name(FdtNode node, Entry& entry) {
    if (!node.has("freehold,name")) return {};
    entry.name = node.string("freehold,name");
    if (!is_name(entry.name)) return wrong(entry, node, "freehold,name");
    return {};
}

Result<void> take_kind(FdtNode node, Entry& entry) {
    if (!node.has("freehold,kind")) return {};
    if (const auto taken = take(node, "freehold,kind", kind_from, entry, entry.kind); !taken) return taken;
    entry.rights = default_rights(entry.kind);
    entry.frame = false;
    entry.reason = "freehold,kind";
    entry.power.clear();
    return {};
}

Result<void> take_own_words(FdtNode node, Entry& entry) {
    if (const auto taken = take_name(node, entry); !taken) return taken;
    if (const auto taken = take_kind(node, entry); !taken) return taken;
    if (const auto taken = take(node, "freehold,rights", rights_from, entry, entry.rights); !taken) return taken;
    if (const auto taken = take(node, "freehold,dma", dma_from, entry, entry.hardware.dma); !taken) return taken;
    if (const auto taken = take(node, "freehold,memory-type", memory_type_from, entry, entry.hardware.memory_type);
        !taken)
        return taken;
    return take(node, "freehold,granularity", granularity_from, entry, entry.granularity);
}

}  // namespace

Result<Entry> form_of(const FdtIndex& index, FdtNode node, const std::string& file, const std::string& held) {
    const std::string path = index.path(node);
    Entry entry{std::string{node.stem()}, fmt::format("{}: {}", file, path), path,
                ByteRange::checked(PhysAddr{0}, Bytes{1}).value()};
    const Guess guess = guess_node(index, node);
    shape(entry, held.empty() ? guess : Guess{Kind::reserved, Rights::none(), held, ""});
    entry.hardware.interrupts = interrupts_of(index, node);
    if (const auto taken = take_own_words(node, entry); !taken) return std::unexpected{taken.error()};
    return entry;
}

}  // namespace freehold::tools
