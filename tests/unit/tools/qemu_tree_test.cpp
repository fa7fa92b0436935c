// SPDX-License-Identifier: Apache-2.0
// boards/virt*/board.dts say what the installed QEMU says.
#include <libfdt.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>

#include "support.hpp"
#include "whitelist/dtc.hpp"
#include "whitelist/fdt_node.hpp"

namespace freehold::tools {
namespace {

using Properties = std::map<std::string, std::string>;  ///< by "/node:property", in words that two trees share

/// A property that holds phandles: one in every `stride` cells, at `at`. Their numbers are each compiler's own.
struct Reference {
    std::string_view property;
    std::size_t stride;
    std::size_t at;
};
constexpr std::array references{Reference{"interrupt-parent", 1, 0}, Reference{"regmap", 1, 0}, Reference{"cpu", 1, 0},
                                Reference{"interrupts-extended", 2, 0}, Reference{"interrupt-map", 6, 4}};

class Reading {
public:
    explicit Reading(std::span<const std::byte> tree) : tree_{tree.data()} {
        walk([this](int node, const std::string& path) { nodes_[FdtNode(tree_, node).phandle()] = path; });
        walk([this](int node, const std::string& path) { read(node, path); });
    }
    const Properties& properties() const { return properties_; }

private:
    void walk(const auto& visit) const {
        int depth = 0;
        for (int node = 0; node >= 0 && depth >= 0; node = fdt_next_node(tree_, node, &depth)) {
            std::array<char, 256> path{};
            ASSERT_EQ(fdt_get_path(tree_, node, path.data(), path.size()), 0);
            // Labels are a compiler's, which QEMU is not.
            if (!std::string_view{path.data()}.starts_with("/__")) visit(node, std::string{path.data()});
        }
    }

    void read(int node, const std::string& path) {
        properties_[path] = "node";
        int at = 0;
        fdt_for_each_property_offset(at, tree_, node) {
            const char* name = nullptr;
            int size = 0;
            const void* data = fdt_getprop_by_offset(tree_, at, &name, &size);
            const std::string property = name;
            if (property == "phandle" || property == "rng-seed") continue;
            properties_[path + ":" + property] =
                words(property, {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)});
        }
    }

    std::string words(const std::string& property, std::span<const std::byte> value) const {
        const auto reference = std::ranges::find(references, property, &Reference::property);
        std::string text;
        if (reference == references.end()) {
            for (const std::byte byte : value)
                text += "0123456789abcdef"[static_cast<unsigned>(byte) >> 4],
                    text += "0123456789abcdef"[static_cast<unsigned>(byte) & 15];
            return text;
        }
        CellReader cells{value};
        for (std::size_t i = 0; !cells.at_end(); ++i) {
            const Word cell = cells.take(Cells{1});
            text += " " + (i % reference->stride == reference->at ? nodes_.at(static_cast<std::uint32_t>(cell))
                                                                  : std::to_string(cell));
        }
        return text;
    }

    const void* tree_;
    std::map<std::uint32_t, std::string> nodes_;
    Properties properties_;
};

void expect_as_qemu_says(const std::string& qemu, const std::string& machine, const std::string& board) {
    if (std::system(("command -v " + qemu + " >/dev/null").c_str()) != 0) GTEST_SKIP() << qemu << " is not installed";
    const TemporaryFile dump{".dtb", ""};
    ASSERT_EQ(std::system((qemu + " -M virt,dumpdtb=" + dump.path() + " " + machine + " 2>/dev/null").c_str()), 0);
    const auto theirs = read_file(dump.path());
    ASSERT_TRUE(theirs) << theirs.error().text;
    const auto ours = compile_tree(std::string{FREEHOLD_SOURCE_DIR} + "/boards/" + board + "/board.dts");
    ASSERT_TRUE(ours) << ours.error().text;
    const Properties expected = Reading{*theirs}.properties();
    const Properties actual = Reading{*ours}.properties();
    EXPECT_GT(expected.size(), 100U);
    for (const auto& [name, value] : expected)
        EXPECT_EQ(actual.contains(name) ? actual.at(name) : "absent", value) << board << " " << name;
    for (const auto& [name, value] : actual) EXPECT_TRUE(expected.contains(name)) << board << " has more: " << name;
}

TEST(QemuTree, Virt32) { expect_as_qemu_says("qemu-system-riscv32", "-bios none -m 16M", "virt32"); }
TEST(QemuTree, Virt64) { expect_as_qemu_says("qemu-system-riscv64", "-m 128M", "virt64"); }

}  // namespace
}  // namespace freehold::tools
