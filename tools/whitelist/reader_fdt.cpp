// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_fdt.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include "whitelist/fdt_bus.hpp"
#include "whitelist/fdt_damage.hpp"
#include "whitelist/fdt_kind.hpp"
#include "whitelist/names.hpp"
#include "whitelist/words.hpp"

namespace freehold::tools {
namespace {

constexpr std::size_t deepest = 64;  ///< levels; real trees have about eight

/// Walks a checked tree once, from the root down, and keeps what each level means by its addresses.
class Walk {
public:
    Walk(const void* tree, const std::string& file) : tree_{tree}, file_{file} {}

    Result<Description> read() {
        find_references();
        if (const auto read = read_reservations(); !read) return std::unexpected{read.error()};
        int depth = 0;
        int offset = 0;
        for (; offset >= 0 && depth >= 0; offset = fdt_next_node(tree_, offset, &depth))
            if (const auto read = enter(FdtNode{tree_, offset}, static_cast<std::size_t>(depth)); !read)
                return std::unexpected{read.error()};
        if (offset < 0 && offset != -FDT_ERR_NOTFOUND)
            return fail(Status::malformed, fmt::format("{}: the tree ends early: {}", file_, fdt_strerror(offset)));
        return std::move(result_);
    }

private:
    struct Level {
        std::string path;  ///< "" for the root, so that paths of children append to it
        FdtBus bus;
        bool absent = false;  ///< disabled, or below something that is
    };

    std::string where(const std::string& path) const { return fmt::format("{}: {}", file_, path.empty() ? "/" : path); }

    /// A controller that a `syscon-poweroff` writes to is known only by a phandle, from anywhere in the tree, or as its parent.
    void find_references() {
        std::vector<std::uint32_t> phandles;  // of the levels above
        int depth = 0;
        for (int offset = 0; offset >= 0 && depth >= 0; offset = fdt_next_node(tree_, offset, &depth)) {
            const FdtNode node{tree_, offset};
            phandles.resize(static_cast<std::size_t>(depth));
            if (is_power_control(node))
                references_.power_off.insert(node.cell("regmap").value_or(phandles.empty() ? 0 : phandles.back()));
            phandles.push_back(node.phandle());
        }
        references_.power_off.erase(0);
    }

    Result<void> read_reservations() {
        for (int i = 0; i < fdt_num_mem_rsv(tree_); ++i) {
            std::uint64_t base = 0;
            std::uint64_t size = 0;
            if (fdt_get_mem_rsv(tree_, i, &base, &size) != 0) break;
            const std::string item = fmt::format("/memreserve/ {}", i);
            const auto range = ByteRange::checked(PhysAddr{base}, Bytes{size});
            if (!range)
                return fail(Status::wraps, fmt::format("{}: {:#x} bytes at {:#x} wrap around the end of the addresses",
                                                       where(item), size, base));
            result_.entries.push_back(
                {"memreserve", where(item), item, *range, Kind::reserved, Rights::none(), Granularity::page});
        }
        return {};
    }

    Result<void> enter(FdtNode node, std::size_t depth) {
        if (depth == 0) return enter_root(node);
        if (depth > deepest)
            return fail(Status::malformed,
                        fmt::format("{}: nodes are nested more than {} deep", where(levels_.back().path), deepest));
        levels_.resize(depth);
        const Level& parent = levels_.back();
        Level level{fmt::format("{}/{}", parent.path, node.name()), {}, parent.absent || !present(node)};
        if (!level.absent) {
            if (const auto read = read_regs(node, level.path, parent); !read) return read;
            const bool reservations = level.path == "/reserved-memory";
            auto bus =
                reservations ? FdtBus::physical(node, where(level.path)) : parent.bus.below(node, where(level.path));
            if (!bus) return std::unexpected{bus.error()};
            level.bus = std::move(*bus);
        }
        levels_.push_back(std::move(level));
        return {};
    }

    Result<void> enter_root(FdtNode node) {
        auto bus = FdtBus::physical(node, where(""));
        if (!bus) return std::unexpected{bus.error()};
        if (!bus->mapped())
            return fail(Status::malformed, fmt::format("{}: #address-cells and #size-cells must be 1 or 2", where("")));
        levels_.push_back({"", std::move(*bus), false});
        return {};
    }

    /// "reserved" is there, but not ours; "disabled" and "fail" are not to be touched at all.
    static bool present(FdtNode node) {
        const auto status = node.string("status");
        return status.empty() || status == "okay" || status == "ok" || status == "reserved";
    }

    Result<void> read_regs(FdtNode node, const std::string& path, const Level& parent) {
        const auto reg = node.bytes("reg");
        if (!reg || !parent.bus.mapped()) return {};
        const auto regs = parent.bus.regs(*reg, where(path));
        if (!regs) return std::unexpected{regs.error()};
        auto form = form_of(node, path, parent.path == "/reserved-memory");
        if (!form) return std::unexpected{form.error()};
        for (const FdtBus::Reg& one : *regs)
            if (const auto added = add(one, *form, parent.bus); !added) return added;
        return {};
    }

    Result<void> add(FdtBus::Reg reg, const Entry& form, const FdtBus& bus) {
        if (reg.size.raw() == 0) {
            warn_empty(form.item, reg.base);
            return {};
        }
        const auto range = bus.range(reg, where(form.item) + ": reg");
        if (!range) return std::unexpected{range.error()};
        const auto translation = bus.translate(*range);
        for (const FdtBus::Window& piece : translation.pieces) {
            result_.entries.push_back(form);
            result_.entries.back().range = piece.reached();
        }
        if (!translation.complete)
            result_.warnings.push_back(
                {Status::unreachable,
                 fmt::format("{}: reg: {:#x} bytes at {} are not all within the ranges of the buses above",
                             where(form.item), reg.size.raw(), hex(reg.base))});
        return {};
    }

    void warn_empty(const std::string& item, PhysAddr base) {
        result_.warnings.push_back({Status::zero_size, fmt::format("{}: the range at {} has size 0 and is not listed",
                                                                   where(item), hex(base))});
    }

    /// All of an entry but its range. A tree may say what the whitelist is to say, as `--format dts` writes it.
    Result<Entry> form_of(FdtNode node, const std::string& path, bool reservation) const {
        const auto range = ByteRange::checked(PhysAddr{0}, Bytes{1});
        Entry entry{std::string{node.stem()}, where(path), path, *range,
                    reservation ? Kind::reserved : kind_of(node, references_)};
        const auto wrong = [&](const char* property) {
            return fail(Status::malformed,
                        fmt::format("{}: {} is \"{}\"", where(path), property, node.string(property)));
        };
        if (node.has("freehold,name")) {
            entry.name = node.string("freehold,name");
            if (!is_name(entry.name)) return wrong("freehold,name");
        }
        if (node.has("freehold,kind")) {
            const auto kind = kind_from(node.string("freehold,kind"));
            if (!kind) return wrong("freehold,kind");
            entry.kind = *kind;
        }
        entry.rights = default_rights(entry.kind);
        entry.container = entry.kind == Kind::device && is_plain_bus(node);
        if (node.has("freehold,rights")) {
            const auto rights = rights_from(node.string("freehold,rights"));
            if (!rights) return wrong("freehold,rights");
            entry.rights = *rights;
        }
        if (node.has("freehold,granularity")) {
            const auto granularity = granularity_from(node.string("freehold,granularity"));
            if (!granularity) return wrong("freehold,granularity");
            entry.granularity = *granularity;
        }
        return entry;
    }

    const void* tree_;
    const std::string& file_;
    FdtReferences references_;
    std::vector<Level> levels_;
    Description result_;
};

}  // namespace

Result<Description> read_fdt(std::span<const std::byte> tree, const std::string& file) {
    const std::vector<std::byte> aligned(tree.begin(), tree.end());
    if (const auto damage = damage_of(aligned)) return fail(Status::malformed, fmt::format("{}: {}", file, *damage));
    return Walk{aligned.data(), file}.read();
}

}  // namespace freehold::tools
