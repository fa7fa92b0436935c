// SPDX-License-Identifier: Apache-2.0
#include "whitelist/svd_twins.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <map>

#include "whitelist/kind_table.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

constexpr std::array<std::string_view, 2> prefixes{"SEC_", "NS_"};
constexpr std::array<std::string_view, 7> suffixes{"_S", "_NS", "_SEC", "_IOBUS", "_SET", "_CLR", "_XOR"};

/// The name without what tells a view from its twin.
std::string plain(std::string_view name) {
    for (const auto prefix : prefixes)
        if (name.starts_with(prefix)) return std::string{name.substr(prefix.size())};
    for (const auto suffix : suffixes)
        if (name.ends_with(suffix)) return std::string{name.substr(0, name.size() - suffix.size())};
    return std::string{name};
}

/// Families whose buses decode each device several times.
struct Family {
    std::string_view device;
    PhysAddr first;
    PhysAddr last;
    Bytes nearest;
    std::string_view views;
};
constexpr std::array families{Family{"=rp2040", PhysAddr{0x4000'0000}, PhysAddr{0x5fff'ffff}, Bytes{0x1000},
                                     "0x1000, 0x2000 and 0x3000 (xor, set, clear)"},
                              Family{"=rp2350", PhysAddr{0x4000'0000}, PhysAddr{0x5fff'ffff}, Bytes{0x1000},
                                     "0x1000, 0x2000 and 0x3000 (xor, set, clear)"}};

void add_family(std::span<const Entry> entries, std::string_view device, const std::string& file,
                std::vector<Twin>& twins) {
    for (const Family& family : families) {
        if (!fits(family.device, device)) continue;
        for (const Entry& entry : entries) {
            const PhysAddr base = entry.range.base();
            if (base < family.first || family.last < base || entry.kind != Kind::device) continue;
            twins.push_back({base, PhysAddr{base.raw() + family.nearest.raw()}, true,
                             fmt::format("{}: on {} each peripheral, such as {}, is there again at the distances {}; "
                                         "\"views\" of a fact declares that",
                                         file, device, entry.name, family.views)});
            break;
        }
    }
}

}  // namespace

std::vector<Twin> twins_of(std::span<const Entry> entries, std::string_view device, const std::string& file) {
    std::vector<Twin> twins;
    std::map<std::string, const Entry*> by_name;
    std::map<Word, bool> told;  // by distance: one line for a family
    for (const Entry& entry : entries) {
        const auto [at, fresh] = by_name.try_emplace(plain(entry.name), &entry);
        const Word bits = at->second->range.base().raw() ^ entry.range.base().raw();
        if (fresh || at->second->name == entry.name || !std::has_single_bit(bits)) continue;
        if (told[bits] || entry.kind == Kind::reserved) continue;
        told[bits] = true;
        twins.push_back(
            {at->second->range.base(), entry.range.base(), false,
             fmt::format("{} ({}) and {} ({}) seem to be one device, seen twice; \"alias_of\" of a fact "
                         "declares that",
                         at->second->where, hex(at->second->range.base()), entry.where, hex(entry.range.base()))});
    }
    add_family(entries, device, file, twins);
    return twins;
}

}  // namespace freehold::tools
