// SPDX-License-Identifier: Apache-2.0
#include "whitelist/fdt_image.hpp"

#include <fmt/format.h>
#include <libfdt.h>

#include "whitelist/fdt_damage.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {
namespace {

/// One image file, opened.
class Image {
public:
    explicit Image(const TreeFile& file) : file_{file}, images_{fdt_path_offset(tree(), "/images")} {}

    Result<std::vector<TreeFile>> trees() const {
        const auto names = wanted();
        if (!names) return std::unexpected{names.error()};
        std::vector<TreeFile> trees;
        for (const std::string& name : *names) {
            auto one = tree_of(name);
            if (!one) return std::unexpected{one.error()};
            trees.push_back(std::move(*one));
        }
        return trees;
    }

private:
    const void* tree() const { return file_.bytes.data(); }

    std::unexpected<Fault> fault(const std::string& what) const {
        return fail(Status::malformed, fmt::format("{}: is a FIT image: {}", file_.name, what));
    }

    /// The names of all that it holds, or of the device trees.
    std::vector<std::string> names(bool only_trees) const {
        std::vector<std::string> list;
        int node = 0;
        fdt_for_each_subnode(node, tree(), images_) {
            const FdtNode image{tree(), node};
            if (!only_trees || image.string("type") == "flat_dt") list.emplace_back(image.name());
        }
        return list;
    }

    Result<std::vector<std::string>> wanted() const {
        const int configurations = fdt_path_offset(tree(), "/configurations");
        const std::string chosen{configurations < 0 ? "" : FdtNode{tree(), configurations}.string("default")};
        const int at = chosen.empty() ? -1 : fdt_subnode_offset(tree(), configurations, chosen.c_str());
        std::vector<std::string> trees;
        if (at >= 0)
            for (const auto name : FdtNode{tree(), at}.strings("fdt")) trees.emplace_back(name);
        if (trees.empty()) trees = names(true);
        if (trees.empty()) return fault(fmt::format("it holds no device tree, only {}", fmt::join(names(false), ", ")));
        if (at < 0 && trees.size() > 1)
            return fault(
                fmt::format("no default configuration chooses among its device trees {}", fmt::join(trees, ", ")));
        return trees;
    }

    Result<TreeFile> tree_of(const std::string& name) const {
        const int node = fdt_subnode_offset(tree(), images_, name.c_str());
        if (node < 0) return fault(fmt::format("its configuration names {}, which it does not hold", name));
        const FdtNode image{tree(), node};
        const auto compression = image.string("compression");
        if (!compression.empty() && compression != "none")
            return fault(fmt::format("{} is compressed by {}; unpack it first", name, compression));
        const auto bytes = data_of(image);
        if (!bytes) return fault(fmt::format("the data of {} is not there", name));
        return TreeFile{fmt::format("{}:{}", file_.name, name), {bytes->begin(), bytes->end()}};
    }

    /// Within the tree, or behind it.
    std::optional<std::span<const std::byte>> data_of(FdtNode image) const {
        if (const auto data = image.bytes("data")) return data;
        const auto size = image.cell("data-size");
        const auto position = image.cell("data-position");
        const auto offset = image.cell("data-offset");
        if (!size || (!position && !offset)) return {};
        const std::size_t behind = (std::size_t{fdt_totalsize(tree())} + 3) / 4 * 4;
        const std::size_t start = position ? *position : behind + *offset;
        if (start > file_.bytes.size() || *size > file_.bytes.size() - start) return {};
        return std::span{file_.bytes}.subspan(start, *size);
    }

    const TreeFile& file_;
    int images_;
};

}  // namespace

bool is_image(std::span<const std::byte> tree) {
    const std::vector<std::byte> aligned(tree.begin(), tree.end());
    if (damage_of(aligned)) return false;
    const int images = fdt_path_offset(aligned.data(), "/images");
    if (images < 0 || fdt_first_subnode(aligned.data(), images) < 0) return false;
    return fdt_path_offset(aligned.data(), "/configurations") >= 0 || !FdtNode{aligned.data(), 0}.has("compatible");
}

Result<std::vector<TreeFile>> trees_in(const TreeFile& image) { return Image{image}.trees(); }

}  // namespace freehold::tools
