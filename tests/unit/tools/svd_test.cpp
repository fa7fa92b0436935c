// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_svd.hpp"

#include "support.hpp"
#include "whitelist/lint.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

std::string svd(const std::string& peripherals, const std::string& after = "") {
    return "<?xml version=\"1.0\"?>\n<device><name>X</name><peripherals>" + peripherals + "</peripherals>" + after +
           "</device>\n";
}

std::string peripheral(const std::string& name, const std::string& base, const std::string& blocks,
                       const std::string& attributes = "") {
    return "<peripheral " + attributes + "><name>" + name + "</name><baseAddress>" + base + "</baseAddress>" + blocks +
           "</peripheral>";
}

std::string block(const std::string& offset, const std::string& size, const std::string& usage = "registers") {
    return "<addressBlock><offset>" + offset + "</offset><size>" + size + "</size><usage>" + usage +
           "</usage></addressBlock>";
}

Lines lines(const std::string& peripherals, const std::string& after = "") {
    return lines_of(list(".svd", svd(peripherals, after)));
}

TEST(Svd, AddressBlocks) {
    EXPECT_EQ(lines(peripheral("UART", "0x40000000", block("0", "0x400")) +
                    peripheral("DMA", "0x40010000", block("0x0", "4k") + block("0x4000", "#1000000000000"))),
              (Lines{{0x4000'0000, 0x1000, "UART", "device"},
                     {0x4001'0000, 0x1000, "DMA@40010000", "device"},
                     {0x4001'4000, 0x1000, "DMA@40014000", "device"}}));
}

TEST(Svd, SpacesAndReservedBlocks) {
    EXPECT_EQ(lines(peripheral(" A ", " 0x1000 ", block(" 0 ", "\n0x10\n", "reserved")) +
                    peripheral("NVIC", "0xE000E000", block("0", "0x1000"))),
              (Lines{{0x1000, 0x1000, "A", "reserved"}, {0xe000'e000, 0x1000, "NVIC", "reserved"}}));
}

TEST(Svd, DerivedFromTakesTheBlocks) {
    EXPECT_EQ(
        lines(peripheral("C", "0x3000", "", "derivedFrom=\"B\"") + peripheral("B", "0x2000", "", "derivedFrom=\"A\"") +
              peripheral("A", "0x1000", block("0", "0x100"))),
        (Lines{{0x1000, 0x1000, "A", "device"}, {0x2000, 0x1000, "B", "device"}, {0x3000, 0x1000, "C", "device"}}));
    EXPECT_EQ(lines(peripheral("A", "0x1000", block("0", "0x100")) +
                    peripheral("B", "0x4000", block("0", "0x2000"), "derivedFrom=\"A\"")),
              (Lines{{0x1000, 0x1000, "A", "device"}, {0x4000, 0x2000, "B", "device"}}));
}

TEST(Svd, ArraysOfPeripherals) {
    const auto array = [](const std::string& name, const std::string& index) {
        return peripheral(name, "0x1000",
                          "<dim>3</dim><dimIncrement>0x1000</dimIncrement>" + index + block("0", "0x100"));
    };
    const auto names = [](const Lines& all) {
        return std::vector<std::string>{all.at(0).name, all.at(1).name, all.at(2).name};
    };
    EXPECT_EQ(names(lines(array("T%s", ""))), (std::vector<std::string>{"T0", "T1", "T2"}));
    EXPECT_EQ(names(lines(array("T[%s]", "<dimIndex>4-6</dimIndex>"))), (std::vector<std::string>{"T4", "T5", "T6"}));
    EXPECT_EQ(names(lines(array("%s_T", "<dimIndex>A-C</dimIndex>"))), (std::vector<std::string>{"A_T", "B_T", "C_T"}));
    EXPECT_EQ(names(lines(array("T%s", "<dimIndex>x,y,z</dimIndex>"))), (std::vector<std::string>{"Tx", "Ty", "Tz"}));
    EXPECT_EQ(lines(array("T%s", "")).at(2).base, 0x3000U);
}

TEST(Svd, MemoryRegions) {
    const auto region = [](const std::string& name, const std::string& base, const std::string& size) {
        return "<memoryRegion><name>" + name + "</name><baseAddress>" + base + "</baseAddress><size>" + size +
               "</size></memoryRegion>";
    };
    const std::string regions = "<vendorExtensions><memoryRegions>" + region("SRAM", "0x40000000", "0x1000000") +
                                region("SPIFLASH", "0x20000000", "0x8000000") + region("ROM", "0x80000000", "0x10000") +
                                region("CSR", "0xF0000000", "0x40000") + region("ENGINE", "0xE0000000", "0x20000") +
                                "</memoryRegions></vendorExtensions>";
    EXPECT_EQ(lines(peripheral("UART", "0xF0001000", block("0", "0x10")), regions),
              (Lines{{0x2000'0000, 0x800'0000, "SPIFLASH", "storage"},
                     {0x4000'0000, 0x100'0000, "SRAM", "ram"},
                     {0x8000'0000, 0x10000, "ROM", "storage"},
                     {0xe000'0000, 0x20000, "ENGINE", "device"},
                     {0xf000'1000, 0x1000, "UART", "device"}}));
}

TEST(Svd, AReservedGapIsNobodys) {
    EXPECT_EQ(lines(peripheral("A", "0x1000", block("0", "8") + block("8", "0x4000", "reserved"))),
              (Lines{{0x1000, 0x1000, "A", "device"}}));
}

TEST(Svd, AddressesAreOfBytes) {
    const Listing listing =
        list(".svd", "<device><addressUnitBits>32</addressUnitBits><width>32</width><peripherals>" +
                         peripheral("A", "0x60000000", block("0", "0x80")) + "</peripherals></device>");
    EXPECT_EQ(lines_of(listing), (Lines{{0x6000'0000, 0x1000, "A", "device"}}));
}

TEST(Svd, TheWidthSaysHowFarAddressesReach) {
    const auto bits = [](const std::string& width) {
        return read_text(".svd", "<device>" + width + "<peripherals/></device>").value().address_bits;
    };
    EXPECT_EQ(bits("<width>32</width>"), AddressBits{32});
    EXPECT_EQ(bits("<width>16</width>"), AddressBits{32});
    EXPECT_EQ(bits("<width>64</width>"), AddressBits{64});
    EXPECT_EQ(bits(""), std::nullopt);
}

std::string registers(const std::string& list) { return "<registers>" + list + "</registers>"; }

TEST(Svd, WithoutABlockTheRegistersSayHowFar) {
    const std::string cluster =
        "<cluster><addressOffset>0x1000</addressOffset><dim>3</dim><dimIncrement>0x1000</dimIncrement>"
        "<register><addressOffset>4</addressOffset></register></cluster>";
    EXPECT_EQ(lines(peripheral("A", "0x10000", registers(cluster))), (Lines{{0x10000, 0x4000, "A", "device"}}));
    const Listing bare = list(".svd", svd(peripheral("A", "0x10010", "")));
    EXPECT_EQ(lines_of(bare), (Lines{{0x10000, 0x1000, "A", "device"}}));
    EXPECT_NE(text_of(bare, Status::beyond_block).find("peripheral A: has neither addressBlock nor registers"),
              std::string::npos);
}

TEST(Svd, RegistersBeyondTheBlocksAreALint) {
    const auto text = [](const std::string& offset) {
        return text_of(
            list(".svd", svd(peripheral("A", "0x1000",
                                        block("0", "0x1000") + registers("<register><addressOffset>" + offset +
                                                                         "</addressOffset></register>")))),
            Status::beyond_block);
    };
    EXPECT_NE(
        text("0x1100").find("peripheral A: its registers reach to 0x1104 from its base, its blocks only to 0x1000"),
        std::string::npos);
    EXPECT_EQ(text("0xffc"), "");
}

TEST(Svd, WhatDerivesFromAnArrayIsOne) {
    const std::string array =
        peripheral("T%s", "0x1000", "<dim>2</dim><dimIncrement>0x1000</dimIncrement>" + block("0", "4"));
    EXPECT_EQ(lines(array + peripheral("C%s", "0x10000", "", "derivedFrom=\"T%s\"")),
              (Lines{{0x1000, 0x1000, "T0", "device"},
                     {0x2000, 0x1000, "T1", "device"},
                     {0x10000, 0x1000, "C0", "device"},
                     {0x11000, 0x1000, "C1", "device"}}));
    EXPECT_EQ(lines(array + peripheral("C", "0x10000", "", "derivedFrom=\"T1\"")).size(), 3U) << "of one of them";
}

TEST(Svd, TheCoresOwnBusIsReserved) {
    const std::string text = "<device><cpu><name>CM4</name></cpu><peripherals>" +
                             peripheral("ODD", "0xE0041000", block("0", "4")) +
                             peripheral("UART", "0xE0100000", block("0", "4")) + "</peripherals></device>";
    EXPECT_EQ(lines_of(list(".svd", text)),
              (Lines{{0xe004'1000, 0x1000, "ODD", "reserved"}, {0xe010'0000, 0x1000, "UART", "device"}}));
}

std::vector<Twin> twins(const std::string& device, const std::string& peripherals) {
    return read_text(".svd",
                     "<device><name>" + device + "</name><peripherals>" + peripherals + "</peripherals></device>")
        .value()
        .twins;
}

TEST(Svd, WhatIsSeenTwiceIsToldOnceForAFamily) {
    const auto pair = [](const std::string& name, const std::string& low, const std::string& high) {
        return peripheral(name, low, block("0", "4")) +
               peripheral("SEC_" + name, high, "", "derivedFrom=\"" + name + "\"");
    };
    const auto all = twins("X", pair("A", "0x40000000", "0x50000000") + pair("B", "0x40001000", "0x50001000"));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].again, PhysAddr{0x5000'0000});
    EXPECT_TRUE(
        twins("X", peripheral("A_S", "0x1000", block("0", "4")) + peripheral("A", "0x6000", block("0", "4"))).empty())
        << "the addresses have more than one bit between them";
    const auto views = twins("RP2040", peripheral("UART", "0x40034000", block("0", "0x1000")));
    ASSERT_EQ(views.size(), 1U);
    EXPECT_TRUE(views[0].hidden);
    EXPECT_EQ(views[0].again, PhysAddr{0x4003'5000});
}

TEST(Svd, ATwinIsALintUntilAFactSpeaks) {
    Listing listing = build({entry("a", 0x1000, 0x1000), entry("b", 0x5000, 0x1000)}, {}, AddressBits{32});
    const std::vector<Twin> both{{PhysAddr{0x1000}, PhysAddr{0x5000}, false, "twice"}};
    const std::vector<Twin> hidden{{PhysAddr{0x1000}, PhysAddr{0x9000}, true, "again"}};
    const auto told = [&listing](const std::vector<Twin>& twins) {
        std::vector<Fault> lints;
        lint_twins(listing, twins, lints);
        return lints.size();
    };
    EXPECT_EQ(told(both), 1U);
    EXPECT_EQ(told(hidden), 1U);
    listing.mirrors.push_back({"m", "f", ByteRange::checked(PhysAddr{0x9000}, Bytes{16}).value(), PhysAddr{0x1000}});
    EXPECT_EQ(told(hidden), 0U);
    listing.regions.pop_back();
    EXPECT_EQ(told(both), 0U);
}

TEST(Svd, FaultsNameTheElement) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".svd", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect("<device>\n<peripherals>\n</device>", Status::malformed, ".svd:3: no sound XML");
    expect("<svd/>", Status::malformed, "has no element device");
    expect(svd(peripheral("", "0", "")), Status::malformed, "peripheral 1: has no name");
    expect(svd(peripheral("A", "twelve", block("0", "1"))), Status::malformed,
           "peripheral A: baseAddress is \"twelve\"");
    expect(svd(peripheral("A", "0", "<addressBlock><offset>0</offset></addressBlock>")), Status::malformed,
           "peripheral A: addressBlock: has no size");
    expect(svd(peripheral("A", "0", "", "derivedFrom=\"B\"")), Status::malformed,
           "peripheral A: derivedFrom names \"B\", which is no peripheral");
    expect(svd(peripheral("A", "0", "", "derivedFrom=\"A\"")), Status::malformed, "derivedFrom goes in a circle");
    expect(svd(peripheral("A", "0", block("0", "1")) + peripheral("A", "8k", block("0", "1"))), Status::malformed,
           "peripheral A: the name is there twice");
    expect(svd(peripheral("A%s", "0",
                          "<dim>2</dim><dimIncrement>1</dimIncrement><dimIndex>a,b,c</dimIndex>" + block("0", "1"))),
           Status::malformed, "dimIndex \"a,b,c\" does not name 2");
    expect(svd(peripheral("A%s", "0", "<dim>99999999999</dim><dimIncrement>1</dimIncrement>" + block("0", "1"))),
           Status::malformed, "dim is 99999999999");
    expect(svd(peripheral("A", "0xfffffffffffff000", block("0x800", "0x1000"))), Status::wraps,
           "peripheral A: addressBlock: size 0x1000 from 0xfffffffffffff800");
    expect(svd(peripheral("A", "0xfffffffffffff000", block("0x1000", "1"))), Status::wraps,
           "peripheral A: addressBlock: offset 0x1000");
    expect(svd(peripheral("A%s", "0x8000000000000000",
                          "<dim>3</dim><dimIncrement>0x4000000000000000</dimIncrement>" + block("0", "1"))),
           Status::wraps, "peripheral A%s");
    expect(svd("",
               "<vendorExtensions><memoryRegions><memoryRegion><name>M</name></memoryRegion></memoryRegions></"
               "vendorExtensions>"),
           Status::malformed, "memoryRegion M: has no baseAddress");
}

TEST(Svd, ZeroSizesAreALint) {
    const Listing listing =
        list(".svd", svd(peripheral("A", "0x1000", block("0", "0")) + peripheral("B", "0x2000", block("0", "1"))));
    EXPECT_NE(text_of(listing, Status::zero_size).find("peripheral A: addressBlock"), std::string::npos);
}

}  // namespace
}  // namespace freehold::tools
