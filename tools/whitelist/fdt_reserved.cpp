// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_reserved.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

Entry reservation(std::string name, std::string where, std::string item, ByteRange range, std::string reason) {
    Entry entry{std::move(name), std::move(where), std::move(item), range, Kind::reserved, Rights::none()};
    entry.reason = std::move(reason);
    entry.hardware.memory_type = MemoryType::cached;
    return entry;
}

/// An entry of a range, or what is wrong with it.
void reserve(const std::string& name, const std::string& where, const std::string& item, FdtBus::Reg reg,
             const std::string& reason, Description& into) {
    if (reg.size.raw() == 0) {
        into.warnings.push_back(
            {Status::zero_size, fmt::format("{}: the range at {} has size 0 and is not listed", where, hex(reg.base))});
        return;
    }
    const ByteRange unknown = ByteRange::checked(reg.base, Bytes{1}).value();
    Entry form = reservation(name, where, item, unknown, reason);
    if (const auto range = ByteRange::checked(reg.base, reg.size)) {
        form.range = *range;
        into.entries.push_back(std::move(form));
        return;
    }
    Fault fault{Status::wraps, fmt::format("{}: {:#x} bytes at {} wrap around the end of the addresses", where,
                                           reg.size.raw(), hex(reg.base))};
    into.defects.push_back({std::move(form), reg.base, {}, std::move(fault)});
}

/// The bytes between the list's start and the next part of the tree.
std::span<const std::byte> memreserve_bytes(std::span<const std::byte> tree) {
    const std::size_t start = fdt_off_mem_rsvmap(tree.data());
    std::size_t end = fdt_totalsize(tree.data());
    for (const std::size_t next : {fdt_off_dt_struct(tree.data()), fdt_off_dt_strings(tree.data())})
        if (next > start && next < end) end = next;
    return tree.subspan(start, (end - start) / 16 * 16);
}

/// A number of one or two cells.
std::optional<Word> number(FdtNode node, const char* property) {
    const auto data = node.bytes(property);
    if (!data || (data->size() != 4 && data->size() != 8)) return {};
    return CellReader{*data}.take(Cells{static_cast<std::uint32_t>(data->size() / 4)});
}

/// The ranges of a property in the cells of the root, or a defect.
std::vector<FdtBus::Reg> root_ranges(FdtNode node, const char* property, const FdtBus& root, const std::string& where,
                                     Description& into) {
    const auto data = node.bytes(property);
    if (!data) return {};
    auto regs = root.regs(*data, fmt::format("{}: {}", where, property));
    if (regs) return std::move(*regs);
    Entry form = reservation(property, where, "/chosen", ByteRange::checked({}, Bytes{1}).value(), "");
    into.defects.push_back({std::move(form), {}, {}, regs.error()});
    return {};
}

/// What two ranges share.
std::optional<ByteRange> both(ByteRange a, ByteRange b) {
    if (!a.overlaps(b)) return {};
    const PhysAddr base = std::max(a.base(), b.base());
    return *ByteRange::checked(base, Bytes{std::min(a.last(), b.last()).raw() - base.raw() + 1});
}

}  // namespace

void read_memreserve(std::span<const std::byte> tree, const std::string& file, Description& into) {
    CellReader cells{memreserve_bytes(tree)};
    for (int i = 0; !cells.at_end(); ++i) {
        const FdtBus::Reg reg{PhysAddr{cells.take(Cells{2})}, Bytes{cells.take(Cells{2})}};
        if (reg.base == PhysAddr{} && reg.size == Bytes{}) return;
        const std::string item = fmt::format("/memreserve/ {}", i);
        reserve("memreserve", fmt::format("{}: {}", file, item), item, reg, "/memreserve/", into);
    }
}

void read_chosen(FdtNode chosen, const FdtBus& root, const std::string& file, Description& into) {
    const std::string where = file + ": /chosen";
    const auto start = number(chosen, "linux,initrd-start");
    const auto end = number(chosen, "linux,initrd-end");
    if (start && end && *end > *start)
        reserve("initrd", where + ": linux,initrd-start", "/chosen/linux,initrd-start",
                {PhysAddr{*start}, Bytes{*end - *start}}, "the initial RAM disk", into);
    for (const FdtBus::Reg reg : root_ranges(chosen, "linux,elfcorehdr", root, where, into))
        reserve("elfcorehdr", where + ": linux,elfcorehdr", "/chosen/linux,elfcorehdr", reg,
                "the core of a crashed system", into);
}

void limit_ram(FdtNode chosen, const FdtBus& root, const std::string& file, Description& into) {
    const auto allowed = root_ranges(chosen, "linux,usable-memory-range", root, file + ": /chosen", into);
    if (allowed.empty()) return;
    std::vector<Entry> kept;
    for (const Entry& entry : into.entries) {
        if (entry.kind != Kind::ram) kept.push_back(entry);
        else
            for (const FdtBus::Reg& one : allowed) {
                const auto range = ByteRange::checked(one.base, one.size);
                const auto part = range ? both(entry.range, *range) : std::nullopt;
                if (!part) continue;
                kept.push_back(entry);
                kept.back().range = *part;
            }
    }
    into.entries = std::move(kept);
}

void warn_unplaced(FdtNode node, const FdtBus& bus, const std::string& where, Description& into) {
    const auto size = number(node, "size");
    if (!size) return;
    std::string within;
    const auto ranges = node.bytes("alloc-ranges");
    if (const auto regs = ranges ? bus.regs(*ranges, where) : Result<std::vector<FdtBus::Reg>>{})
        for (const FdtBus::Reg& reg : *regs)
            within +=
                fmt::format("{}{:#x} bytes at {}", within.empty() ? " within " : ", ", reg.size.raw(), hex(reg.base));
    into.warnings.push_back(
        {Status::unplaced,
         fmt::format("{}: wants {:#x} bytes of RAM{}, placed by the system; nothing is reserved for it", where, *size,
                     within)});
}

}  // namespace freehold::tools
