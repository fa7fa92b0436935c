// SPDX-License-Identifier: Apache-2.0
// Device tree source as it is written: with includes, macros and the layouts of the trees that it comes from.
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "support.hpp"
#include "whitelist/include_paths.hpp"
#include "whitelist/preprocess.hpp"
#include "whitelist/process.hpp"

namespace freehold::tools {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<Line>;

/// A tree of sources in the test's own folder, gone with it.
class Tree {
public:
    Tree() : top_{fs::path{testing::TempDir()} / ("freehold_tree_" + std::to_string(getpid()))} {
        fs::remove_all(top_);
    }
    ~Tree() { fs::remove_all(top_); }
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;
    std::string put(const std::string& path, const std::string& text) const {
        fs::create_directories((top_ / path).parent_path());
        std::ofstream{top_ / path} << text;
        return (top_ / path).string();
    }
    std::string top() const { return top_.string(); }

private:
    fs::path top_;
};

const std::string soc =
    "/ { #address-cells = <1>; #size-cells = <1>; uart0: uart@UART { reg = <UART_BASE 0x1000>; }; };\n";

Result<Listing> listed(const std::string& path, const std::vector<std::string>& includes = {}) {
    auto description = read_input(path, includes);
    if (!description) return std::unexpected{description.error()};
    return build(std::move(description->entries), {}, AddressBits{64});
}

TEST(Source, DirectivesAreNotProperties) {
    EXPECT_TRUE(has_directives("/dts-v1/;\n#include <a.dtsi>\n"));
    EXPECT_TRUE(has_directives(" # define A 1"));
    EXPECT_FALSE(has_directives("/ {\n#address-cells = <1>;\n  #size-cells = <1>; #include\n#if-cells = <1>;\n};"));
    EXPECT_FALSE(has_directives("#"));
}

TEST(Source, IncludesAndMacrosInTheLayoutOfLinux) {
    const Tree tree;
    tree.put("scripts/dtc/include-prefixes/dt-bindings/x.h", "#pragma once\n");
    tree.put("include/dt-bindings/uart.h", "#define UART_BASE 0x10000000\n");
    tree.put("arch/riscv/boot/dts/vendor/soc.dtsi", soc);
    const std::string board = tree.put("arch/riscv/boot/dts/maker/board.dts",
                                       "/dts-v1/;\n#include <dt-bindings/uart.h>\n#include <vendor/soc.dtsi>\n"
                                       "#include \"more.dtsi\"\n");
    tree.put("arch/riscv/boot/dts/maker/more.dtsi", "&uart0 { reg = <UART_BASE (2 * 0x1000)>; };\n");
    const auto listing = listed(board);
    ASSERT_TRUE(listing) << listing.error().text;
    EXPECT_EQ(lines_of(*listing), (Lines{{0x1000'0000, 0x2000, "uart", "device"}}));
}

TEST(Source, IncludesInTheLayoutOfZephyrNamedByItsTop) {
    const Tree tree;
    tree.put("dts/bindings/a.yaml", "");
    tree.put("include/zephyr/dt-bindings/a.h", "#define UART_BASE 0x40000000\n");
    tree.put("dts/common/mem.h", "#define DT_SIZE_K(x) ((x) * 1024)\n");
    tree.put("dts/riscv/vendor/soc.dtsi", soc);
    const TemporaryFile board{".dts",
                              "/dts-v1/;\n#include <zephyr/dt-bindings/a.h>\n#include <mem.h>\n"
                              "#include <vendor/soc.dtsi>\n&uart0 { reg = <UART_BASE DT_SIZE_K(8)>; };\n"};
    const auto listing = listed(board.path(), {tree.top()});
    ASSERT_TRUE(listing) << listing.error().text;
    EXPECT_EQ(lines_of(*listing), (Lines{{0x4000'0000, 0x2000, "uart", "device"}}));
}

TEST(Source, FoldersOfTheUserComeBeforeThoseOfATree) {
    const Tree tree;
    tree.put("mine/uart.h", "#define UART_BASE 0x50000000\n");
    tree.put("mine/soc.dtsi", soc);
    const std::string board = tree.put("boards/board.dts", "/dts-v1/;\n#include <uart.h>\n/include/ \"soc.dtsi\"\n");
    EXPECT_FALSE(listed(board));
    EXPECT_EQ(include_folders(board, {tree.top() + "/mine"}),
              (std::vector<std::string>{tree.top() + "/boards", tree.top() + "/mine"}));
}

TEST(Source, AMissingIncludeIsNamedWithItsPlace) {
    const Tree tree;
    tree.put("inner.dtsi", "#include <dt-bindings/none.h>\n");
    const std::string board = tree.put("board.dts", "/dts-v1/;\n#include \"inner.dtsi\"\n/ { };\n");
    const auto description = read_input(board);
    ASSERT_FALSE(description);
    EXPECT_EQ(description.error().status, Status::malformed);
    EXPECT_EQ(description.error().text,
              tree.top() + "/inner.dtsi:1:10: includes \"dt-bindings/none.h\", which is not found (looked in: " +
                  tree.top() + "); --include names its folder");
}

TEST(Source, WhatPreprocessorsSay) {
    const auto text = [](const std::string& messages) {
        return preprocessor_fault(messages, "b.dts", {"d", "e"}).text;
    };
    EXPECT_EQ(text("b.dts:3:10: fatal error: 'soc.dtsi' file not found\n"),
              "b.dts:3:10: includes \"soc.dtsi\", which is not found (looked in: d, e); --include names its folder");
    EXPECT_EQ(text("In file included from b.dts:1:\nc.dtsi:2:2: error: #error \"no\"\n"),
              "b.dts: cpp: c.dtsi:2:2: error: #error \"no\"");
    EXPECT_EQ(text("cpp: out of memory\nmore"), "b.dts: cpp: cpp: out of memory");
    EXPECT_EQ(text(""), "b.dts: cpp: ");
}

TEST(Source, DtcNamesTheFileThatAPersonEdits) {
    const Tree tree;
    const std::string board = tree.put("board.dts", "/dts-v1/;\n#define A 1\n/ {\n    x = ;\n};\n");
    const auto description = read_input(board);
    ASSERT_FALSE(description);
    EXPECT_NE(description.error().text.find("board.dts:4"), std::string::npos) << description.error().text;
}

TEST(Source, ProgramsOfTheSystemAreBounded) {
    const auto ran = run_program({"sh", "-c", "sleep 0.2; ulimit -t; ulimit -v; ulimit -f; echo no >&2; exit 3"});
    ASSERT_TRUE(ran);
    EXPECT_FALSE(ran->succeeded);
    EXPECT_EQ(ran->out, "20\n1048576\n131072\n") << "seconds, KiB of memory, and half KiB of output";
    EXPECT_EQ(ran->messages, "no\n");
    EXPECT_EQ(run_program({"/nonexistent/program"}).error(), ENOENT);
}

}  // namespace
}  // namespace freehold::tools
