// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_zephyr.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include <algorithm>
#include <array>
#include <map>

#include "whitelist/collector.hpp"
#include "whitelist/fdt_node.hpp"
#include "whitelist/reader_fdt.hpp"

namespace freehold::tools {
namespace {

constexpr std::array memories{"zephyr,sram", "zephyr,dtcm", "zephyr,itcm", "zephyr,ccm"};
constexpr std::array signs{"zephyr,sram", "zephyr,flash", "zephyr,console", "zephyr,code-partition"};

bool is_compatible(FdtNode node, std::string_view with) {
    return std::ranges::any_of(node.strings("compatible"), [with](auto name) { return name == with; });
}

bool is_enabled(FdtNode node) {
    const auto status = node.string("status");
    return status.empty() || status == "okay" || status == "ok";
}

/// What Zephyr's build reads otherwise than the specification of the device tree has it. The tree was checked whole.
class Zephyr {
public:
    Zephyr(const void* tree, const std::string& file, std::vector<Entry>& entries)
        : tree_{tree}, file_{file}, entries_{entries} {}

    [[nodiscard]] bool meant() const {
        const int chosen = fdt_path_offset(tree_, "/chosen");
        return chosen >= 0 && std::ranges::any_of(signs, [&](auto sign) { return FdtNode{tree_, chosen}.has(sign); });
    }

    Result<Description> read() {
        for (std::size_t i = 0; i < entries_.size(); ++i) by_item_.emplace(entries_[i].item, i);
        const FdtNode chosen{tree_, fdt_path_offset(tree_, "/chosen")};
        for (const char* property : memories) make(std::string{chosen.string(property)}, Kind::ram);
        int depth = 0;
        for (int node = 0; node >= 0 && depth >= 0; node = fdt_next_node(tree_, node, &depth))
            if (const auto read = enter(node, static_cast<std::size_t>(depth)); !read)
                return std::unexpected{read.error()};
        return std::move(found_).take();
    }

private:
    struct Level {
        std::string path;  ///< "" for the root
        int node;
        bool stands;  ///< neither it nor what it is part of is disabled
    };

    /// What the tree itself says of a kind stays.
    void make(const std::string& item, Kind kind) {
        const auto [first, end] = by_item_.equal_range(item);
        for (auto at = first; at != end; ++at) {
            Entry& entry = entries_[at->second];
            if (entry.kind != Kind::device) continue;
            entry.kind = kind;
            entry.rights = default_rights(kind);
            entry.container = false;
            entry.frame = false;
            entry.reason = "so Zephyr's build takes it";
        }
    }

    Result<void> enter(int offset, std::size_t depth) {
        const FdtNode node{tree_, offset};
        levels_.resize(depth);
        if (depth == 0) {
            levels_.push_back({"", offset, true});
            return {};
        }
        const Level& parent = levels_.back();
        Level level{fmt::format("{}/{}", parent.path, node.name()), offset, parent.stands && is_enabled(node)};
        const bool flash = is_compatible(node, "soc-nv-flash");
        if (flash) make(level.path, Kind::storage);
        else if (is_compatible(node, "zephyr,memory-region") && is_compatible(node, "mmio-sram"))
            make(level.path, Kind::ram);
        Result<void> added;
        if (flash && level.stands && !by_item_.contains(level.path)) added = add_flash(node, level.path, parent.node);
        levels_.push_back(std::move(level));
        return added;
    }

    /// A flash is a child of its controller, which hands no addresses on; that of its `reg` is nevertheless where the
    /// processor sees it.
    Result<void> add_flash(FdtNode node, const std::string& path, int parent) {
        const int address = fdt_address_cells(tree_, parent);
        const int size = fdt_size_cells(tree_, parent);
        const auto reg = node.bytes("reg");
        if (!reg) return {};
        const std::string where = fmt::format("{}: {}", file_, path);
        if (address < 1 || address > 2 || size < 1 || size > 2 ||
            reg->size() % static_cast<std::size_t>((address + size) * 4) != 0)
            return fail(Status::malformed, fmt::format("{}: reg: is no list of addresses and sizes", where));
        for (CellReader cells{*reg}; !cells.at_end();) {
            const PhysAddr base{cells.take(Cells{static_cast<std::uint32_t>(address)})};
            const Bytes bytes{cells.take(Cells{static_cast<std::uint32_t>(size)})};
            if (const auto added = found_.add({std::string{node.stem()}, where, path, base,
                                               known_as(Kind::storage, "so Zephyr's build takes it")},
                                              bytes);
                !added)
                return added;
        }
        return {};
    }

    const void* tree_;
    const std::string& file_;
    std::vector<Entry>& entries_;
    std::multimap<std::string, std::size_t> by_item_;
    std::vector<Level> levels_;
    Collector found_;
};

}  // namespace

Result<Description> read_tree(std::span<const std::byte> tree, const std::string& file) {
    auto description = read_fdt(tree, file);
    if (!description) return description;
    const std::vector<std::byte> aligned(tree.begin(), tree.end());
    Zephyr zephyr{aligned.data(), file, description->entries};
    if (!zephyr.meant()) return description;
    auto more = zephyr.read();
    if (!more) return more;
    std::ranges::move(more->entries, std::back_inserter(description->entries));
    std::ranges::move(more->warnings, std::back_inserter(description->warnings));
    return description;
}

}  // namespace freehold::tools
