// SPDX-License-Identifier: Apache-2.0
// The boards of this repository: what their descriptions and facts make, against what their documents say.
#include <filesystem>

#include "support.hpp"

namespace freehold::tools {
namespace {

const std::string root = FREEHOLD_SOURCE_DIR;

Listing board(const std::string& input, const std::string& name) {
    const auto facts_file = read_file(root + "/boards/" + name + "/facts.json");
    if (!facts_file) ADD_FAILURE() << facts_file.error().text;
    const auto facts = read_facts(text_of(facts_file.value()), "facts.json");
    if (!facts) ADD_FAILURE() << facts.error().text;
    auto description = read_input(input);
    if (!description) ADD_FAILURE() << description.error().text;
    std::vector<Mirror> mirrors;
    if (const auto done = apply(facts.value(), description.value(), mirrors); !done) ADD_FAILURE() << done.error().text;
    Listing listing =
        build(std::move(description->entries), std::move(mirrors), facts->address_bits.value_or(AddressBits{64}));
    expect_sound(listing);
    return listing;
}

Listing own_board(const std::string& name) { return board(root + "/boards/" + name + "/board.dts", name); }

Line line_at(const Listing& listing, Word base) {
    for (const Line& line : lines_of(listing))
        if (line.base <= base && base - line.base < line.size) return line;
    return {base, 0, "", "not listed"};
}

void expect_lines(const Listing& listing, const std::vector<Line>& expected) {
    for (const Line& line : expected) EXPECT_EQ(line_at(listing, line.base), line);
}

void expect_virt(const Listing& listing) {
    expect_lines(listing, {{0x10'0000, 0x1000, "test", "reserved"},
                           {0x10'1000, 0x1000, "rtc", "device"},
                           {0x200'0000, 0x1'0000, "clint", "reserved"},
                           {0xc00'0000, 0x60'0000, "plic", "reserved"},
                           {0x1000'0000, 0x1000, "serial", "device"},
                           {0x1000'1000, 0x1000, "virtio@10001000", "device"},
                           {0x1000'8000, 0x1000, "virtio@10008000", "device"},
                           {0x1010'0000, 0x1000, "fw-cfg", "reserved"},
                           {0x2000'0000, 0x400'0000, "flash", "storage"},
                           {0x3000'0000, 0x1000'0000, "pci", "reserved"}});
    for (const Word window : {Word{0x300'0000}, Word{0x400'0000}, Word{0x4000'0000}})
        EXPECT_EQ(line_at(listing, window).kind, "not listed");
    EXPECT_TRUE(listing.lints.empty());
}

TEST(Boards, Virt32) {
    const Listing listing = own_board("virt32");
    expect_virt(listing);
    EXPECT_EQ(line_at(listing, 0x8000'0000), (Line{0x8000'0000, 0x100'0000, "memory", "ram"}));
    EXPECT_EQ(listing.regions.size(), 17U);
}

TEST(Boards, Virt64) {
    const Listing listing = own_board("virt64");
    expect_virt(listing);
    expect_lines(listing,
                 {{0x8000'0000, 0x8'0000, "firmware", "reserved"}, {0x8008'0000, 0x7f8'0000, "memory", "ram"}});
    EXPECT_EQ(listing.regions.size(), 18U);
}

TEST(Boards, IcicleListsEachMemoryOnce) {
    const Listing listing = own_board("icicle");
    EXPECT_TRUE(listing.lints.empty());
    expect_lines(listing, {{0x2000'0000, 0x1000, "serial", "device"},
                           {0xc00'0000, 0x400'0000, "plic", "reserved"},
                           {0x200'0000, 0x1'0000, "clint", "reserved"},
                           {0x300'0000, 0x10'0000, "pdma", "reserved"},
                           {0x8000'0000, 0x8'0000, "firmware", "reserved"},
                           {0x8008'0000, 0x3ff8'0000, "dram", "ram"},
                           {0x10'0000'0000, 0x2010'0000, "dram-hi", "ram"}});
    for (const Word mirror : {Word{0xc000'0000}, Word{0xc007'f000}, Word{0xffff'f000}, Word{0x14'0000'0000}})
        EXPECT_EQ(line_at(listing, mirror).kind, "not listed");
    EXPECT_EQ(listing.mirrors.size(), 2U);
}

std::string shared_board(const std::string& file) { return root + "/../shared/data/boards/" + file; }

TEST(Boards, Precursor) {
    const std::string input = shared_board("precursor-dvt.svd");
    if (!std::filesystem::exists(input)) GTEST_SKIP() << "the Precursor's description is not here: " << input;
    const Listing listing = board(input, "precursor");
    EXPECT_TRUE(listing.lints.empty());
    expect_lines(listing, {{0x2000'0000, 0x800'0000, "spiflash", "storage"},
                           {0x4000'0000, 0x100'0000, "ram", "ram"},
                           {0x8000'0000, 0x1'0000, "rom", "storage"},
                           {0xb000'0000, 0x6000, "lcd-frame", "device"},
                           {0xe002'0000, 0x2'0000, "engine-memory", "device"},
                           {0xefff'0000, 0x1000, "VEXRISCV_DEBUG", "reserved"},
                           {0xf000'0000, 0x1000, "REBOOT", "reserved"},
                           {0xf000'5000, 0x1000, "UART", "device"},
                           {0xf001'2000, 0x1000, "TICKTIMER", "device"},
                           {0xf002'6000, 0x1000, "IDENTIFIER_MEM", "device"}});
    EXPECT_EQ(line_at(listing, 0xf000'4000).kind, "not listed") << "no peripheral of the CSR region is there";
    EXPECT_EQ(listing.regions.size(), 45U) << "36 peripherals, and 9 memories besides CSR";
}

TEST(Boards, LitexTangPrimer20k) {
    const std::string input = shared_board("litex-tang-primer-20k.csr.json");
    if (!std::filesystem::exists(input)) GTEST_SKIP() << "the board's csr.json is not here: " << input;
    const Listing listing = board(input, "litex-tang-primer-20k");
    expect_lines(listing, {{0, 0x1'0000, "rom", "storage"},
                           {0x1000'0000, 0x1000, "sram", "ram"},
                           {0x4000'0000, 0xf0'0000, "main_ra@40000000", "ram"},
                           {0x40f0'0000, 0x8'0000, "opensbi", "reserved"},
                           {0x40f8'0000, 0x708'0000, "main_ra@40f80000", "ram"},
                           {0xf000'0000, 0x1000, "ctrl", "reserved"},
                           {0xf000'1000, 0x1000, "uart+timer0", "device"},
                           {0xf000'3000, 0x1000, "sdram", "reserved"},
                           {0xf001'0000, 0x1'0000, "clint", "reserved"},
                           {0xf0c0'0000, 0x40'0000, "plic", "reserved"}});
    EXPECT_EQ(std::ranges::count(listing.lints, Status::shared_page, &Fault::status), 4);
    EXPECT_EQ(std::ranges::count(listing.lints, Status::ram_split, &Fault::status), 1);
    EXPECT_EQ(std::ranges::count(listing.lints, Status::partial_page, &Fault::status), 1);
}

}  // namespace
}  // namespace freehold::tools
