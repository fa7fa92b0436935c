// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_linker.hpp"

#include "support.hpp"
#include "whitelist/linker_expression.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

TEST(Linker, NamesAndAttributesTellKinds) {
    const Listing listing = list(".ld", R"(/* MEMORY { not this } */
ENTRY(_start)
MEMORY
{
  FLASH (rx)      : ORIGIN = 0x08000000, LENGTH = 1024K
  SRAM1 (xrw)     : ORIGIN = 0x20000000, LENGTH = 128K
  CCM (rw)        : org = 0x10000000, len = 64K
  boot-code (rx!w) : o = 0x1FFF0000 l = 0x8000
  "odd name"      : ORIGIN = 0x60000000, LENGTH = 1M
}
SECTIONS { .text : { *(.text) } > FLASH })");
    EXPECT_EQ(lines_of(listing), (Lines{{0x800'0000, 0x10'0000, "FLASH", "storage"},
                                        {0x1000'0000, 0x1'0000, "CCM", "ram"},
                                        {0x1fff'0000, 0x8000, "boot-code", "storage"},
                                        {0x2000'0000, 0x2'0000, "SRAM1", "ram"},
                                        {0x6000'0000, 0x10'0000, "odd_name", "storage"}}));
    EXPECT_EQ(listing.regions[2].rights, Rights::rx());
}

TEST(Linker, SizesMayReckonWithSymbolsAndOtherMemories) {
    EXPECT_EQ(lines_of(list(".x", R"(
_total = 0x40000;
PROVIDE(_boot = 16K);
_end_of_link = ADDR(.text);
MEMORY {
  BOOT : ORIGIN = 0x0, LENGTH = _boot
  ROM  : ORIGIN = ORIGIN(BOOT) + LENGTH(BOOT), LENGTH = _total - LENGTH(BOOT)
  RAM  : ORIGIN = DEFINED(_total) ? 0x20000000 : 0, LENGTH = 8 * 4K
})")),
              (Lines{{0, 0x4000, "BOOT", "storage"},
                     {0x4000, 0x3'c000, "ROM", "storage"},
                     {0x2000'0000, 0x8000, "RAM", "ram"}}));
}

std::string value(const std::string& text) {
    LinkerTokens tokens{text};
    const LinkerNames names{{{"a", 3}}, {{"ROM", {PhysAddr{0x1000}, Bytes{0x200}}}}};
    const auto value = linker_expression(tokens, names);
    if (!value) return value.error();
    return std::to_string(*value) + (tokens.at_end() ? "" : " then " + tokens.shown());
}

TEST(Linker, ExpressionsBindAsInC) {
    EXPECT_EQ(value("1 + 2 * 3"), "7");
    EXPECT_EQ(value("(1 + 2) * 3 - 1 - 1"), "7");
    EXPECT_EQ(value("1 | 6 & 3 ^ 1"), "3");
    EXPECT_EQ(value("1 ^ 2 && 0"), "0");
    EXPECT_EQ(value("0x10 << 4 == 256 ? 1K : 2K"), "1024");
    EXPECT_EQ(value("~0 >> 60 >= 15 && !0 || 0"), "1");
    EXPECT_EQ(value("1 << 64"), "0");
    EXPECT_EQ(value("ORIGIN(ROM) + LENGTH (ROM) - a"), "4605");
    EXPECT_EQ(value("MIN(a, 2) + MAX(a, 2) + DEFINED(b) + DEFINED(a)"), "6");
    EXPECT_EQ(value("010 + 1M % 7 /* c */ -1"), std::to_string(8 + 1048576 % 7 - 1));
    EXPECT_EQ(value("4, 5"), "4 then \",\"");
}

TEST(Linker, ExpressionsWithoutAValueSayWhy) {
    EXPECT_EQ(value("1 / 0"), "divides by zero");
    EXPECT_EQ(value("1 % (a - 3)"), "divides by zero");
    EXPECT_EQ(value("b"), "the symbol \"b\" has no value here");
    EXPECT_EQ(value("ADDR(.text)"), "the function ADDR has no value here");
    EXPECT_EQ(value("ORIGIN(RAM)"), "the memory \"RAM\" is not there yet");
    EXPECT_EQ(value("1 +"), "a number or a name is expected, not the end");
    EXPECT_EQ(value("(1"), "\")\" is expected, not the end");
    EXPECT_EQ(value("1 ? 2"), "\":\" is expected, not the end");
    EXPECT_EQ(value("0x10000000000000000"), "a number or a name is expected, not \"0x10000000000000000\"");
    EXPECT_EQ(value("99999999999999999M"), "a number or a name is expected, not \"99999999999999999M\"");
    EXPECT_EQ(value(std::string(1000, '(')), "nests more than 64 deep");
    EXPECT_EQ(value(std::string(1000, '-') + "1"), "nests more than 64 deep");
}

TEST(Linker, AScriptThatIsCToBeginWith) {
    const TemporaryFile header{".h", "#define SIZE 64K\n"};
    EXPECT_EQ(lines_of(list(".lds", "#include \"" + header.path() +
                                        "\"\n#ifdef NEVER\nMEMORY { X : ORIGIN = 0, LENGTH = 4K }\n#endif\n"
                                        "MEMORY { RAM (rwx) : ORIGIN = 0x80000000, LENGTH = SIZE }\n")),
              (Lines{{0x8000'0000, 0x1'0000, "RAM", "ram"}}));
}

TEST(Linker, FaultsNameTheLine) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".ld", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect("MEMORY {\n RAM", Status::malformed, ".ld:2: MEMORY: \":\" is expected, not the end");
    expect("MEMORY {\n RAM : ORIGIN = 0 }", Status::malformed, ":2: MEMORY: \"LENGTH =\" is expected, not \"}\"");
    expect("MEMORY {\n RAM : ORIGIN = x, LENGTH = 1 }", Status::malformed,
           ":2: MEMORY: RAM: ORIGIN: the symbol \"x\" has no value here");
    expect("MEMORY { RAM : ORIGIN = 0, LENGTH = 4K\n RAM : ORIGIN = 0, LENGTH = 4K\n}", Status::malformed,
           "the memory \"RAM\" is there twice");
    expect("MEMORY {\nINCLUDE memory.x\n}", Status::malformed, ":2: MEMORY: INCLUDE \"memory.x\" is not followed");
    expect("MEMORY { RAM (rw : ORIGIN = 0, LENGTH = 4K }", Status::malformed, "\")\" is expected, not \":\"");
    expect("MEMORY { RAM : ORIGIN = 0x1000, LENGTH = ~0 }", Status::wraps, ": MEMORY RAM: ");
    EXPECT_EQ(read_linker("ENTRY(x)", "x").error().text, "x: has no MEMORY command, so it says nothing of memory");
    EXPECT_EQ(read_linker("MEMORY { RAM : ORIGIN = 0, LENGTH = 0 }", "x")->warnings.front().status, Status::zero_size);
}

}  // namespace
}  // namespace freehold::tools
