// SPDX-License-Identifier: Apache-2.0
#include "whitelist/iomem_kind.hpp"

#include <algorithm>
#include <array>

#include "whitelist/collector.hpp"

namespace freehold::tools {
namespace {

using Use = IomemKind::Use;

struct Row {
    std::string_view start;  ///< of the name, in lower case
    Use use;
    Kind kind;
    std::string_view reason;
};

/// The first row whose start a name has decides; what no row knows is a device, by its name.
constexpr std::array rows{
    Row{"system ram", Use::list, Kind::ram, "Linux uses it as memory"},
    Row{"ram buffer", Use::skip, Kind::reserved, "fills memory up to a round address; there is nothing"},
    Row{"kernel ", Use::skip, Kind::reserved, "where the running kernel lies"},
    Row{"crash kernel", Use::skip, Kind::reserved, "memory that the running kernel set aside"},
    Row{"reserved", Use::list, Kind::reserved, "the firmware keeps it"},
    Row{"unusable memory", Use::list, Kind::reserved, "the firmware found it broken"},
    Row{"acpi tables", Use::list, Kind::reserved, "firmware's tables"},
    Row{"acpi non-volatile", Use::list, Kind::reserved, "firmware's memory, also while the machine sleeps"},
    Row{"soft reserved", Use::list, Kind::reserved, "memory kept for one purpose"},
    Row{"persistent memory", Use::list, Kind::storage, "keeps its content"},
    Row{"system rom", Use::list, Kind::storage, "firmware"},
    Row{"video rom", Use::list, Kind::storage, "firmware"},
    Row{"adapter rom", Use::list, Kind::storage, "firmware"},
    Row{"extension rom", Use::list, Kind::storage, "firmware"},
    Row{"pci bus ", Use::window, Kind::reserved, "addresses that a bus passes on"},
    Row{"pci mmconfig", Use::list, Kind::reserved, "configuration decides where devices appear"},
    Row{"pci ecam", Use::list, Kind::reserved, "configuration decides where devices appear"},
    Row{"ioapic", Use::list, Kind::reserved, "interrupts are the kernel's"},
    Row{"local apic", Use::list, Kind::reserved, "interrupts are the kernel's"},
    Row{"hpet", Use::list, Kind::reserved, "a timer that can raise any interrupt"},
    Row{"dmar", Use::list, Kind::reserved, "decides what devices reach"},
    Row{"amd_iommu", Use::list, Kind::reserved, "decides what devices reach"},
    Row{"amd iommu", Use::list, Kind::reserved, "decides what devices reach"},
    Row{"pnp0003", Use::list, Kind::reserved, "interrupts are the kernel's"},
    Row{"pnp0103", Use::list, Kind::reserved, "a timer that can raise any interrupt"},
    Row{"int0800", Use::list, Kind::reserved, "the firmware's own flash"},
    Row{"pnp ", Use::list, Kind::reserved, "the firmware claims it for the board"},
    Row{"pnp0c", Use::list, Kind::reserved, "the firmware claims it for the board"},
    Row{"<bad>", Use::skip, Kind::reserved, "no resource"},
};

bool starts_with(std::string_view name, std::string_view start) {
    return name.size() >= start.size() && std::ranges::equal(name.substr(0, start.size()), start, [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? static_cast<char>(a | 0x20) : a) == b;
           });
}

}  // namespace

IomemKind iomem_kind(std::string_view name) {
    const auto* const row = std::ranges::find_if(rows, [name](const Row& r) { return starts_with(name, r.start); });
    if (row == rows.end()) return {Use::list, guess_registers(name)};
    const bool rom = row->start.ends_with(" rom");
    return {row->use, known_as(row->kind, rom ? Rights::rx() : default_rights(row->kind), row->reason)};
}

}  // namespace freehold::tools
