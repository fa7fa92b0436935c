// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_fdt.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <set>

#include "whitelist/fdt_bus.hpp"
#include "whitelist/fdt_damage.hpp"
#include "whitelist/fdt_form.hpp"
#include "whitelist/fdt_reserved.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t deepest = 64;  ///< levels; real trees have about eight

/// Walks a checked tree once, from the root down, and keeps what each level means by its addresses.
class Walk {
public:
    Walk(std::span<const std::byte> tree, const std::string& file) : tree_{tree}, file_{file}, index_{tree.data()} {}

    Result<Description> read() {
        read_memreserve(tree_, file_, result_);
        int depth = 0;
        int offset = 0;
        for (; offset >= 0 && depth >= 0; offset = fdt_next_node(tree_.data(), offset, &depth))
            if (const auto read = enter(FdtNode{tree_.data(), offset}, static_cast<std::size_t>(depth)); !read)
                return std::unexpected{read.error()};
        if (offset < 0 && offset != -FDT_ERR_NOTFOUND)
            return fail(Status::malformed, fmt::format("{}: the tree ends early: {}", file_, fdt_strerror(offset)));
        if (const int chosen = fdt_subnode_offset(tree_.data(), 0, "chosen"); chosen >= 0) {
            read_chosen(FdtNode{tree_.data(), chosen}, levels_.front().bus, file_, result_);
            limit_ram(FdtNode{tree_.data(), chosen}, levels_.front().bus, file_, result_);
        }
        return std::move(result_);
    }

private:
    struct Level {
        std::string path;  ///< "" for the root, so that paths of children append to it
        FdtBus bus;
        Standing standing = Standing::present;
        bool reservations = false;  ///< /reserved-memory, or below it
    };

    std::string where(const std::string& path) const { return fmt::format("{}: {}", file_, path.empty() ? "/" : path); }

    Result<void> enter(FdtNode node, std::size_t depth) {
        if (depth == 0) return enter_root(node);
        if (depth > deepest)
            return fail(Status::malformed,
                        fmt::format("{}: nodes are nested more than {} deep", where(levels_.back().path), deepest));
        levels_.resize(depth);
        const Level& parent = levels_.back();
        const std::string path = fmt::format("{}/{}", parent.path, node.name());
        Level level{path, {}, standing_of(node, parent.standing), parent.reservations || path == "/reserved-memory"};
        if (level.standing != Standing::absent) {
            const bool physical = path == "/reserved-memory";
            level.bus = physical ? FdtBus::physical(node, where(path)) : parent.bus.below(node, where(path));
            read_node(node, level, parent);
        }
        levels_.push_back(std::move(level));
        return {};
    }

    Result<void> enter_root(FdtNode node) {
        FdtBus bus = FdtBus::physical(node, where(""));
        if (bus.fault()) return std::unexpected{*bus.fault()};
        if (!bus.mapped())
            return fail(Status::malformed, fmt::format("{}: #address-cells and #size-cells must be 1 or 2", where("")));
        levels_.push_back({"", std::move(bus)});
        return {};
    }

    void read_node(FdtNode node, const Level& level, const Level& parent) {
        if (level.reservations && node.bytes("ranges").value_or(std::span<const std::byte>{}).size() > 0)
            defect(node, {Status::malformed,
                          where(level.path) + ": ranges is not empty, and reservations are physical addresses"});
        if (parent.reservations && !node.has("reg")) warn_unplaced(node, parent.bus, where(level.path), result_);
        note_address_bits(node, level.path);
        if (node.has("reg")) read_regs(node, level, parent);
    }

    /// A 32-bit RISC-V has addresses of 32 bits here, although Sv32 could have 34: the kernel's own are words.
    void note_address_bits(FdtNode node, const std::string& path) {
        if (!path.starts_with("/cpus/")) return;
        const auto mmu = node.string("mmu-type");
        const bool narrow = mmu == "riscv,sv32" || node.string("riscv,isa").starts_with("rv32") ||
                            node.string("riscv,isa-base").starts_with("rv32");
        const bool wide = mmu == "riscv,sv39" || mmu == "riscv,sv48" || mmu == "riscv,sv57";
        if (narrow || wide)
            result_.address_bits =
                std::max(result_.address_bits.value_or(AddressBits{32}), AddressBits{wide ? 56U : 32U});
    }

    void read_regs(FdtNode node, const Level& level, const Level& parent) {
        if (parent.bus.behind_pci())
            result_.warnings.push_back(
                {Status::unreachable,
                 where(level.path) + ": reg: lies behind a PCI function, which the system places; it is not listed"});
        if (!parent.bus.mapped()) return;
        if (const auto& fault = parent.bus.fault()) return defect(*index_.parent(node), *fault);
        const auto form = form_of(index_, node, file_, held(level, parent));
        if (!form) return defect(node, form.error());
        const auto regs = parent.bus.regs(*node.bytes("reg"), where(level.path) + ": reg");
        if (!regs) return defect(regs.error(), *form);
        if (form->kind != Kind::ram || !node.has("linux,usable-memory")) {
            for (const FdtBus::Reg& one : *regs) add(one, *form, parent.bus, level.bus);
            return;
        }
        const auto usable =
            parent.bus.regs(*node.bytes("linux,usable-memory"), where(level.path) + ": linux,usable-memory");
        if (!usable) return defect(usable.error(), *form);
        for (const FdtBus::Reg& one : *usable) add(one, *form, parent.bus, level.bus);
    }

    /// Why what a node describes is not ours, or "".
    static std::string held(const Level& level, const Level& parent) {
        if (parent.reservations) return "/reserved-memory";
        return level.standing == Standing::reserved ? "status is reserved" : "";
    }

    void add(FdtBus::Reg reg, const Entry& form, const FdtBus& bus, const FdtBus& below) {
        if (reg.size.raw() == 0) {
            result_.warnings.push_back(
                {Status::zero_size,
                 fmt::format("{}: the range at {} has size 0 and is not listed", form.where, hex(reg.base))});
            return;
        }
        const auto range = bus.range(reg, form.where + ": reg");
        if (!range) {
            result_.defects.push_back({form, {}, {}, range.error()});
            return;
        }
        const auto translation = bus.translate(*range);
        for (const FdtBus::Window& piece : translation.pieces) {
            result_.entries.push_back(form);
            result_.entries.back().range = piece.reached();
            result_.entries.back().frame = form.frame && below.lies_within(piece.reached());
        }
        if (!translation.complete)
            result_.warnings.push_back(
                {Status::unreachable,
                 fmt::format("{}: reg: {:#x} bytes at {} are not all within the ranges of the buses above", form.where,
                             reg.size.raw(), hex(reg.base))});
    }

    /// Each fault once: that of a bus would else be told for everything on it.
    void defect(FdtNode node, const Fault& fault) {
        const std::string path = index_.path(node);
        defect(fault,
               Entry{std::string{node.stem()}, where(path), path, ByteRange::checked(PhysAddr{}, Bytes{1}).value()});
    }
    void defect(const Fault& fault, Entry form) {
        if (told_.insert(fault.text).second) result_.defects.push_back({std::move(form), {}, {}, fault});
    }

    std::span<const std::byte> tree_;
    const std::string& file_;
    FdtIndex index_;
    std::vector<Level> levels_;
    std::set<std::string> told_;
    Description result_;
};

}  // namespace

Result<Description> read_fdt(std::span<const std::byte> tree, const std::string& file) {
    const std::vector<std::byte> aligned(tree.begin(), tree.end());
    if (const auto damage = damage_of(aligned)) return fail(Status::malformed, fmt::format("{}: {}", file, *damage));
    return Walk{aligned, file}.read();
}

}  // namespace freehold::tools
