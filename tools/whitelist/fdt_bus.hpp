// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "whitelist/byte_range.hpp"
#include "whitelist/fault.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {

/// What the children of one node mean by their addresses (Devicetree Specification 0.4, 2.3.5 to 2.3.8): how many
/// cells an address and a size have, and which of those addresses reach physical memory.
class FdtBus {
public:
    /// One `reg` entry, still in the addresses of the bus.
    struct Reg {
        PhysAddr base;
        Bytes size;  ///< maybe 0
    };
    /// A part of the bus, and where it appears in physical memory.
    struct Window {
        ByteRange bus;
        PhysAddr physical;
        [[nodiscard]] constexpr ByteRange reached() const { return ByteRange::checked(physical, bus.size()).value(); }
    };
    /// What a range on the bus is in physical memory.
    struct Translation {
        std::vector<Window> pieces;
        bool complete = true;  ///< the pieces hold every byte of the range
    };

    /// The bus of the root node: its addresses are physical. So are those of /reserved-memory, whatever it says.
    /// @param where names the node in faults
    [[nodiscard]] static FdtBus physical(FdtNode node, const std::string& where);
    /// The bus that this node is to its children. What is wrong with it matters only to a child that has a `reg`.
    [[nodiscard]] FdtBus below(FdtNode node, const std::string& where) const;

    /// Whether a child's `reg` can be an address in memory at all.
    [[nodiscard]] bool mapped() const { return mapped_; }
    /// Why no child's `reg` can be read, although it should be an address in memory.
    [[nodiscard]] const std::optional<Fault>& fault() const { return fault_; }
    /// Whether it is memory that a PCI function shows, where the system puts it.
    [[nodiscard]] bool behind_pci() const { return behind_pci_; }
    /// Whether a range holds a window of this bus, or may: where the bus has the addresses of the one above, all is window.
    [[nodiscard]] bool lies_within(ByteRange physical) const;
    /// The entries of a child's `reg`. Only on a mapped bus.
    /// @return `malformed` for a length that is no multiple of an entry
    [[nodiscard]] Result<std::vector<Reg>> regs(std::span<const std::byte> reg, const std::string& where) const;
    /// The bytes of an entry. @return `wraps` when it ends beyond what an address of this bus can say
    [[nodiscard]] Result<ByteRange> range(Reg reg, const std::string& where) const;
    [[nodiscard]] Translation translate(ByteRange range) const;

private:
    [[nodiscard]] Result<void> read_cells(FdtNode node, const std::string& where);
    [[nodiscard]] Result<void> read_ranges(FdtNode node, const FdtBus& parent, const std::string& where);
    [[nodiscard]] Result<void> add_windows(std::span<const std::byte> ranges, const FdtBus& parent,
                                           const std::string& where);
    [[nodiscard]] PhysAddr last_address() const;

    Cells address_cells_{2};
    Cells size_cells_{1};
    bool mapped_ = false;
    bool identity_ = false;
    bool own_windows_ = false;  ///< not those of the bus above
    bool pci_ = false;
    bool behind_pci_ = false;
    std::optional<Fault> fault_;
    std::vector<Window> windows_;
};

}  // namespace freehold::tools
