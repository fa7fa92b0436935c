// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_bus.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

/// Nested `ranges` can multiply; no real bus comes near this.
constexpr std::size_t most_windows = 4096;

constexpr std::size_t bytes_in(Cells cells) { return static_cast<std::size_t>(cells) * 4; }
constexpr PhysAddr plus(PhysAddr base, Word offset) { return PhysAddr{base.raw() + offset}; }

Result<Cells> cells_of(FdtNode node, const char* property, Cells otherwise, const std::string& where) {
    if (!node.has(property)) return otherwise;
    const auto value = node.cell(property);
    if (!value) return fail(Status::malformed, fmt::format("{}: {} is not one cell", where, property));
    if (*value > 4)
        return fail(Status::malformed,
                    fmt::format("{}: {} is {}, and nothing has more than 4", where, property, *value));
    return Cells{*value};
}

bool is_pci(FdtNode node) { return node.string("device_type").starts_with("pci"); }

/// The part of a range from `from` on that the window holds. @param from an address that it holds
FdtBus::Window part_of(const FdtBus::Window& window, PhysAddr from, PhysAddr last) {
    const PhysAddr end = std::min(window.bus.last(), last);
    const auto bus = ByteRange::checked(from, Bytes{end.raw() - from.raw() + 1});
    return {*bus, plus(window.physical, from.raw() - window.bus.base().raw())};
}

}  // namespace

Result<void> FdtBus::read_cells(FdtNode node, const std::string& where) {
    const auto address = cells_of(node, "#address-cells", address_cells_, where);
    if (!address) return std::unexpected{address.error()};
    const auto size = cells_of(node, "#size-cells", size_cells_, where);
    if (!size) return std::unexpected{size.error()};
    address_cells_ = *address;
    size_cells_ = *size;
    return {};
}

FdtBus FdtBus::physical(FdtNode node, const std::string& where) {
    FdtBus bus;
    if (const auto read = bus.read_cells(node, where); !read) bus.fault_ = read.error();
    const auto fits_a_word = [](Cells cells) { return cells == Cells{1} || cells == Cells{2}; };
    bus.mapped_ = bus.fault_ || (fits_a_word(bus.address_cells_) && fits_a_word(bus.size_cells_));
    bus.identity_ = true;
    return bus;
}

FdtBus FdtBus::below(FdtNode node, const std::string& where) const {
    FdtBus bus = physical(node, where);
    const bool open = node.has("ranges");
    bus.identity_ = false;
    bus.pci_ = is_pci(node);
    bus.behind_pci_ = !bus.pci_ && open && (pci_ || behind_pci_);
    bus.mapped_ = bus.mapped_ && mapped_ && open && !bus.pci_;
    if (!bus.mapped_) bus.fault_.reset();
    else if (fault_) bus.fault_ = fault_;
    if (!bus.mapped_ || bus.fault_) return bus;
    if (const auto read = bus.read_ranges(node, *this, where); !read) bus.fault_ = read.error();
    return bus;
}

Result<void> FdtBus::read_ranges(FdtNode node, const FdtBus& parent, const std::string& where) {
    const auto ranges = node.bytes("ranges");
    own_windows_ = ranges && !ranges->empty();
    if (own_windows_) return add_windows(*ranges, parent, where);
    identity_ = parent.identity_;
    windows_ = parent.windows_;
    return {};
}

Result<void> FdtBus::add_windows(std::span<const std::byte> ranges, const FdtBus& parent, const std::string& where) {
    const std::size_t entry = bytes_in(address_cells_) + bytes_in(parent.address_cells_) + bytes_in(size_cells_);
    if (ranges.size() % entry != 0)
        return fail(Status::malformed, fmt::format("{}: ranges has {} bytes, no multiple of its {} an entry", where,
                                                   ranges.size(), entry));
    for (CellReader cells{ranges}; !cells.at_end();) {
        const PhysAddr child{cells.take(address_cells_)};
        const PhysAddr upper{cells.take(parent.address_cells_)};
        const Bytes size{cells.take(size_cells_)};
        if (size.raw() == 0) continue;
        if (const auto here = range({child, size}, where + ": ranges"); !here) return std::unexpected{here.error()};
        const auto above = parent.range({upper, size}, where + ": ranges, on the parent's side");
        if (!above) return std::unexpected{above.error()};
        for (const Window& piece : parent.translate(*above).pieces) {
            const PhysAddr base = plus(child, piece.bus.base().raw() - upper.raw());
            windows_.push_back({*ByteRange::checked(base, piece.bus.size()), piece.physical});
        }
        if (windows_.size() > most_windows)
            return fail(Status::malformed, fmt::format("{}: ranges make more than {} windows", where, most_windows));
    }
    return {};
}

Result<std::vector<FdtBus::Reg>> FdtBus::regs(std::span<const std::byte> reg, const std::string& where) const {
    if (fault_) return std::unexpected{*fault_};
    const std::size_t entry = bytes_in(address_cells_) + bytes_in(size_cells_);
    if (reg.size() % entry != 0)
        return fail(
            Status::malformed,
            fmt::format("{} has {} bytes, no multiple of the {} that #address-cells and #size-cells of its parent make",
                        where, reg.size(), entry));
    std::vector<Reg> regs;
    for (CellReader cells{reg}; !cells.at_end();) {
        const PhysAddr base{cells.take(address_cells_)};
        regs.push_back({base, Bytes{cells.take(size_cells_)}});
    }
    return regs;
}

Result<ByteRange> FdtBus::range(Reg reg, const std::string& where) const {
    const auto range = ByteRange::checked(reg.base, reg.size);
    if (range && range->last() <= last_address()) return *range;
    return fail(Status::wraps, fmt::format("{}: {:#x} bytes at {} pass the last address, {}", where, reg.size.raw(),
                                           hex(reg.base), hex(last_address())));
}

bool FdtBus::lies_within(ByteRange physical) const {
    if (!own_windows_) return true;
    return std::ranges::any_of(windows_, [physical](const Window& w) { return physical.contains(w.reached()); });
}

PhysAddr FdtBus::last_address() const { return PhysAddr{address_cells_ == Cells{1} ? 0xffff'ffff : ~Word{0}}; }

FdtBus::Translation FdtBus::translate(ByteRange range) const {
    if (identity_) return {{{range, range.base()}}, true};
    Translation result;
    PhysAddr from = range.base();
    for (;;) {
        const auto window = std::ranges::find_if(windows_, [from](const Window& w) { return w.bus.contains(from); });
        if (window == windows_.end()) return {std::move(result.pieces), false};
        result.pieces.push_back(part_of(*window, from, range.last()));
        const PhysAddr last = result.pieces.back().bus.last();
        if (last == range.last()) return result;
        from = plus(last, 1);
    }
}

}  // namespace freehold::tools
