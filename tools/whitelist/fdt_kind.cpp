// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_kind.hpp"

#include <algorithm>
#include <array>

namespace freehold::tools {
namespace {

/// Words that name the part in a compatible string, whole between its commas, dashes and underscores: "clint0" has
/// the word "clint" (digits at the end do not count), "eclinton" does not.
constexpr std::array<std::string_view, 13> reserved_words{
    "plic", "clint", "aclint", "imsic", "imsics", "aplic", "mtimer", "mswi", "sswi", "iommu", "smmu", "gic", "ecam"};
constexpr std::array<std::string_view, 4> reserved_starts{"qemu,fw-cfg", "pci-host-", "sifive,test", "arm,smmu"};
constexpr std::array<std::string_view, 4> storage_names{"cfi-flash", "jedec-flash", "mtd-rom", "mtd-ram"};

bool has_word(std::string_view text, std::string_view word) {
    constexpr std::string_view separators = ",-_.";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of(separators), text.size());
        std::string_view part = text.substr(0, end);
        while (!part.empty() && part.back() >= '0' && part.back() <= '9') part.remove_suffix(1);
        if (part == word) return true;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return false;
}

bool is_reserved(std::string_view compatible) {
    return std::ranges::any_of(reserved_words, [&](auto word) { return has_word(compatible, word); }) ||
           std::ranges::any_of(reserved_starts, [&](auto start) { return compatible.starts_with(start); });
}

bool is_storage(std::string_view compatible) {
    return std::ranges::find(storage_names, compatible) != storage_names.end();
}

/// A GPIO block or the like routes interrupts of its own pins; that does not make it the kernel's.
bool is_interrupt_controller(FdtNode node) { return node.has("interrupt-controller") && !node.has("gpio-controller"); }

}  // namespace

bool is_memory(FdtNode node) { return node.string("device_type") == "memory" || node.stem() == "memory"; }

bool is_plain_bus(FdtNode node) {
    return std::ranges::any_of(node.strings("compatible"),
                               [](auto name) { return name == "simple-bus" || name == "simple-pm-bus"; });
}

bool is_power_control(FdtNode node) {
    return std::ranges::any_of(node.strings("compatible"),
                               [](auto name) { return name == "syscon-poweroff" || name == "syscon-reboot"; });
}

Kind kind_of(FdtNode node, const FdtReferences& references) {
    if (is_memory(node)) return Kind::ram;
    const auto compatible = node.strings("compatible");
    if (node.string("status") == "reserved" || node.string("device_type").starts_with("pci")) return Kind::reserved;
    if (is_interrupt_controller(node) || node.has("#iommu-cells") || node.has("msi-controller")) return Kind::reserved;
    if (references.power_off.contains(node.phandle())) return Kind::reserved;
    if (std::ranges::any_of(compatible, is_reserved)) return Kind::reserved;
    if (std::ranges::any_of(compatible, is_storage)) return Kind::storage;
    return Kind::device;
}

}  // namespace freehold::tools
