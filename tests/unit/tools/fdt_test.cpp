// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_fdt.hpp"

#include "support.hpp"
#include "whitelist/dtc.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

Lines lines(const std::string& nodes, const std::string& before = "") {
    return lines_of(list(".dts", dts(nodes, before)));
}
Fault fault(const std::string& nodes) { return fault_of(".dts", dts(nodes)); }

TEST(Fdt, RegOnTheRoot) {
    EXPECT_EQ(lines("uart@1000 { reg = <0 0x1000 0 0x100>; };"), (Lines{{0x1000, 0x1000, "uart", "device"}}));
}

TEST(Fdt, SixtyFourBitAddresses) {
    EXPECT_EQ(lines("memory@1000000000 { device_type = \"memory\"; reg = <0x10 0x0 0x1 0x0>; };"),
              (Lines{{0x10'0000'0000, 0x1'0000'0000, "memory", "ram"}}));
}

TEST(Fdt, EveryLevelHasItsOwnCells) {
    EXPECT_EQ(lines("soc { #address-cells = <1>; #size-cells = <1>; ranges = <0x0 0x1 0x0 0x100000>;"
                    "  bus@8000 { #address-cells = <1>; #size-cells = <2>; ranges = <0x0 0x8000 0x0 0x4000>; uart@1000 "
                    "{ reg = <0x1000 0 0x100>; }; }; };"),
              (Lines{{0x1'0000'9000, 0x1000, "uart", "device"}}));
}

TEST(Fdt, CellsDefaultToTwoAndOne) {
    EXPECT_EQ(lines("soc { ranges; uart@1000 { reg = <0 0x1000 0x100>; }; };"),
              (Lines{{0x1000, 0x1000, "uart", "device"}}));
}

TEST(Fdt, EmptyRangesAreTheParentsAddresses) {
    EXPECT_EQ(lines("a { #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0x40000000 0x10000>;"
                    "  b { #address-cells = <1>; #size-cells = <1>; ranges; c@1000 { reg = <0x1000 0x1000>; }; }; };"),
              (Lines{{0x4000'1000, 0x1000, "c", "device"}}));
}

TEST(Fdt, WithoutRangesNothingIsMapped) {
    EXPECT_EQ(lines("uart@1000 { reg = <0 0x1000 0 0x1000>; };"
                    "i2c@2000 { reg = <0 0x2000 0 0x1000>; #address-cells = <1>; #size-cells = <0>; eeprom@50 { reg = "
                    "<0x50>; }; };"
                    "cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { reg = <0>; }; };"
                    "nand@3000 { reg = <0 0x3000 0 0x1000>; #address-cells = <1>; #size-cells = <1>; partition@0 { reg "
                    "= <0 0x800000>; }; };"),
              (Lines{{0x1000, 0x1000, "uart", "device"},
                     {0x2000, 0x1000, "i2c", "device"},
                     {0x3000, 0x1000, "nand", "device"}}));
}

TEST(Fdt, SeveralRangesAreTriedInTurn) {
    const std::string bus =
        "bus { #address-cells = <2>; #size-cells = <1>; ranges = <0 0 0 0x10000000 0x10000>, <1 0 0 0x20000000 "
        "0x10000>; ";
    EXPECT_EQ(lines(bus + "a@0,1000 { reg = <0 0x1000 0x1000>; }; b@1,2000 { reg = <1 0x2000 0x1000>; }; };"),
              (Lines{{0x1000'1000, 0x1000, "a", "device"}, {0x2000'2000, 0x1000, "b", "device"}}));
}

TEST(Fdt, ARegThatCrossesRangesIsItsPieces) {
    EXPECT_EQ(lines("bus { #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0x10000000 0x1000>, <0x1000 0 "
                    "0x30000000 0x1000>; a@0 { reg = <0 0x2000>; }; };"),
              (Lines{{0x1000'0000, 0x1000, "a@10000000", "device"}, {0x3000'0000, 0x1000, "a@30000000", "device"}}));
}

TEST(Fdt, RangesThatCrossThoseAboveAreTheirPieces) {
    EXPECT_EQ(lines("a { #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0x10000000 0x2000>, <0x2000 0 "
                    "0x30000000 0x2000>;"
                    "  b { #address-cells = <1>; #size-cells = <1>; ranges = <0x50000 0x1000 0x2000>; c@51000 { reg = "
                    "<0x51000 0x1000>; }; }; };"),
              (Lines{{0x3000'0000, 0x1000, "c", "device"}}));
}

TEST(Fdt, OutsideTheRangesIsALint) {
    const Listing listing = list(".dts", dts("x@1000 { reg = <0 0x1000 0 0x1000>; };"
                                             "bus { #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0x10000000 "
                                             "0x1000>; a@5000 { reg = <0x5000 0x1000>; }; };"));
    EXPECT_EQ(listing.regions.size(), 1U);
    EXPECT_NE(text_of(listing, Status::unreachable).find("/bus/a@5000: reg: 0x1000 bytes at 0x5000"),
              std::string::npos);
}

TEST(Fdt, SeveralRegEntriesOfOneNode) {
    EXPECT_EQ(lines("flash@20000000 { compatible = \"cfi-flash\"; reg = <0 0x20000000 0 0x2000000>, <0 0x22000000 0 "
                    "0x2000000>; };"),
              (Lines{{0x2000'0000, 0x400'0000, "flash", "storage"}}));
    EXPECT_EQ(lines("pcs@1000 { reg = <0 0x1000 0 0x1000>, <0 0x5000 0 0x1000>; };"),
              (Lines{{0x1000, 0x1000, "pcs@1000", "device"}, {0x5000, 0x1000, "pcs@5000", "device"}}));
}

TEST(Fdt, ReservedMemoryIsCutOut) {
    EXPECT_EQ(lines("memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; };"
                    "reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges; fw@80000000 { reg = <0 "
                    "0x80000000 0 0x8000>; };"
                    "  dynamic { size = <0 0x1000>; }; off@80010000 { status = \"disabled\"; reg = <0 0x80010000 0 "
                    "0x1000>; }; };"),
              (Lines{{0x8000'0000, 0x8000, "fw", "reserved"}, {0x8000'8000, 0xf8000, "memory", "ram"}}));
}

TEST(Fdt, ReservedMemoryNeedsNoRanges) {
    EXPECT_EQ(lines("reserved-memory { #address-cells = <2>; #size-cells = <2>; fw@80000000 { reg = <0 0x80000000 0 "
                    "0x8000>; }; };"),
              (Lines{{0x8000'0000, 0x8000, "fw", "reserved"}}));
}

TEST(Fdt, NothingBelowADisabledNodeIsRead) {
    EXPECT_EQ(lines("a@1000 { reg = <0 0x1000 0 0x1000>; }; b { status = \"disabled\"; c { #address-cells = <9>; }; };")
                  .size(),
              1U);
}

TEST(Fdt, MemreserveIsCutOut) {
    EXPECT_EQ(lines("memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; };",
                    "/memreserve/ 0x80000000 0x8000;\n"),
              (Lines{{0x8000'0000, 0x8000, "memreserve", "reserved"}, {0x8000'8000, 0xf8000, "memory", "ram"}}));
}

TEST(Fdt, DisabledNodesAndAllBelowThemAreAbsent) {
    EXPECT_EQ(lines("a@1000 { reg = <0 0x1000 0 0x1000>; status = \"ok\"; }; b@2000 { reg = <0 0x2000 0 0x1000>; "
                    "status = \"disabled\"; };"
                    "c { status = \"fail-clock\"; ranges; #address-cells = <2>; #size-cells = <2>; d@3000 { reg = <0 "
                    "0x3000 0 0x1000>; }; };"
                    "e@4000 { reg = <0 0x4000 0 0x1000>; status = \"reserved\"; };"),
              (Lines{{0x1000, 0x1000, "a", "device"}, {0x4000, 0x1000, "e", "reserved"}}));
}

TEST(Fdt, WhatCouldBreakTheMachineIsReserved) {
    const auto kind = [](const std::string& properties) {
        return lines("n@1000 { reg = <0 0x1000 0 0x1000>; " + properties + " };").at(0).kind;
    };
    for (const char* compatible :
         {"sifive,plic-1.0.0", "riscv,plic0", "riscv,clint0", "thead,c900-aclint-mtimer", "riscv,imsics", "riscv,aplic",
          "arm,gic-400", "arm,cortex-a15-gic", "qemu,fw-cfg-mmio", "pci-host-ecam-generic", "riscv,iommu",
          "arm,smmu-v3", "sifive,test1"})
        EXPECT_EQ(kind(std::string{"compatible = \""} + compatible + "\";"), "reserved") << compatible;
    EXPECT_EQ(kind("interrupt-controller; #interrupt-cells = <1>;"), "reserved")
        << "of nobody's interrupts but its own";
    EXPECT_EQ(kind("#iommu-cells = <1>;"), "reserved");
    EXPECT_EQ(kind("device_type = \"pci\";"), "reserved");
    EXPECT_EQ(kind("interrupt-controller; gpio-controller;"), "device") << "interrupts of its own pins";
    EXPECT_EQ(kind("compatible = \"acme,magic\", \"ns16550a\";"), "device")
        << "no word of the list, only letters of one";
}

TEST(Fdt, ThePowerSwitchIsReserved) {
    EXPECT_EQ(lines("t: test@1000 { reg = <0 0x1000 0 0x1000>; compatible = \"syscon\"; }; off { compatible = "
                    "\"syscon-poweroff\"; regmap = <&t>; };"
                    "s: sys@2000 { reg = <0 0x2000 0 0x1000>; phandle = <7>; compatible = \"syscon\"; reboot { "
                    "compatible = \"syscon-reboot\"; }; };"
                    "x@3000 { reg = <0 0x3000 0 0x1000>; compatible = \"syscon\"; };"),
              (Lines{{0x1000, 0x1000, "test", "reserved"},
                     {0x2000, 0x1000, "sys", "reserved"},
                     {0x3000, 0x1000, "x", "device"}}));
}

TEST(Fdt, PciWindowsAndChildrenAreNotListed) {
    EXPECT_EQ(lines("pci@30000000 { device_type = \"pci\"; reg = <0 0x30000000 0 0x100000>; #address-cells = <3>; "
                    "#size-cells = <2>;"
                    "  ranges = <0x2000000 0 0x40000000 0 0x40000000 0 0x1000000>; dev@0 { reg = <0 0 0 0 0>; }; };"),
              (Lines{{0x3000'0000, 0x10'0000, "pci", "reserved"}}));
}

TEST(Fdt, AWindowOfAPlainBusIsNotListed) {
    EXPECT_EQ(lines("bus@10000 { compatible = \"acme,bus\", \"simple-bus\"; reg = <0 0x10000 0 0x10000>; "
                    "#address-cells = <2>; #size-cells = <2>; ranges;"
                    "  uart@11000 { reg = <0 0x11000 0 0x1000>; }; };"),
              (Lines{{0x11000, 0x1000, "uart", "device"}}));
}

TEST(Fdt, ZeroSizesAreALint) {
    const Listing listing = list(".dts", dts("memory@0 { device_type = \"memory\"; reg = <0 0 0 0>; }; a@1000 { reg = "
                                             "<0 0x1000 0 0x1000>, <0 0x5000 0 0>; };"));
    EXPECT_EQ(listing.regions.size(), 1U);
    EXPECT_EQ(std::ranges::count(listing.lints, Status::zero_size, &Fault::status), 2);
    EXPECT_NE(text_of(listing, Status::zero_size).find("0x0 has size 0"), std::string::npos);
}

TEST(Fdt, FaultsNameTheNode) {
    const auto expect = [](const Fault& fault, Status status, const std::string& text) {
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(text), std::string::npos) << fault.text;
    };
    expect(fault("a@0 { reg = <0 0 0>; };"), Status::malformed, ": /a@0: reg has 12 bytes, no multiple of the 16");
    expect(fault("a@f000 { reg = <0xffffffff 0xfffff000 0 0x2000>; };"), Status::wraps,
           ": /a@f000: reg: 0x2000 bytes at 0xfffffffffffff000");
    expect(fault("b { #address-cells = <1>; #size-cells = <1>; ranges; a@f000 { reg = <0xfffff000 0x2000>; }; };"),
           Status::wraps, ": /b/a@f000: reg: 0x2000 bytes at 0xfffff000");
    const std::string child = " a@0 { reg = <0 0 0>; }; };";
    expect(fault("b { ranges = <0 0 0>;" + child), Status::malformed, ": /b: ranges has 12 bytes");
    expect(fault("b { ranges = <0xffffffff 0xfffff000 0 0 0x2000>;" + child), Status::wraps,
           ": /b: ranges: 0x2000 bytes at 0xfffffffffffff000");
    expect(fault("b { ranges = <0 0 0xffffffff 0xfffff000 0x2000>;" + child), Status::wraps, "on the parent's side");
    expect(fault("b { ranges; #address-cells = <5>;" + child), Status::malformed, ": /b: #address-cells is 5");
    expect(fault("b { ranges; #size-cells = \"2\";" + child), Status::malformed, ": /b: #size-cells is not one cell");
    expect(fault("a@0 { reg = <0 0 0 1>; freehold,name = \"a_name_of_17_bytes\"; };"), Status::malformed,
           ": /a@0: freehold,name is \"a_name_of_17_bytes\"");
    expect(fault("a@0 { reg = <0 0 0 1>; freehold,kind = \"rom\"; };"), Status::malformed,
           ": /a@0: freehold,kind is \"rom\"");
    expect(fault_of(".dts", "/dts-v1/; / { x = <; };"), Status::malformed, ": dtc: ");
    expect(fault_of(".dtb", std::string("\xd0\x0d\xfe\xed", 4)), Status::malformed, "too few for a device tree");
    expect(fault_of(".dts", "/dts-v1/; / { #address-cells = <3>; };"), Status::malformed,
           ": /: #address-cells and #size-cells must be 1 or 2");
}

/// Nested `ranges` that would double at every level.
TEST(Fdt, RangesThatMultiplyAreRefused) {
    std::string open, close;
    for (int i = 0; i < 16; ++i) {
        open += "b { #address-cells = <1>; #size-cells = <1>; ranges = <0 ";
        open += i == 0 ? "0 " : "";
        open += "0 0x1000>, <0 ";
        open += i == 0 ? "0 " : "";
        open += "0 0x1000>; ";
        close += "};";
    }
    EXPECT_EQ(list(".dts", dts("x@0 { reg = <0 0 0 1>; };" + open + close)).regions.size(), 1U)
        << "one window can hold all of the next";
}

TEST(Fdt, DepthHasALimit) {
    std::string deep;
    for (int i = 0; i < 80; ++i) deep += "n {";
    for (int i = 0; i < 80; ++i) deep += "};";
    EXPECT_NE(fault(deep).text.find("nested more than 64 deep"), std::string::npos);
}

/// A sound tree of two nodes, for damage.
std::vector<std::byte> small_tree() {
    const TemporaryFile file{".dts", dts("memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; "
                                         "}; soc { ranges; #address-cells = <1>; u@1000 { reg = <0x1000 1>; }; };")};
    return compile_tree(file.path()).value();
}

TEST(Fdt, EveryTruncationAndEveryFlippedByteIsReadOrRefused) {
    const auto whole = small_tree();
    ASSERT_TRUE(read_fdt(whole, "t"));
    std::size_t refused = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) refused += !read_fdt(std::span{whole}.first(size), "t");
    EXPECT_GT(refused, whole.size() / 2);
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const unsigned flip : {1U, 0x80U, 0xffU}) {
            auto damaged = whole;
            damaged[at] ^= static_cast<std::byte>(flip);
            const auto description = read_fdt(damaged, "t");
            if (description) expect_sound(build(description->entries, {}, AddressBits{64}));
            if (!description) EXPECT_FALSE(description.error().text.empty());
        }
}

/// @param from,to bytes of equal number: the damage
std::string damage(const std::string& from, const std::string& to) {
    auto tree = small_tree();
    const std::string_view text = text_of(tree);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string_view::npos);
    for (std::size_t i = 0; i < to.size(); ++i) tree[at + i] = static_cast<std::byte>(to[i]);
    const auto description = read_fdt(tree, "t");
    return description ? "it reads" : description.error().text;
}

TEST(Fdt, ABrokenStructureIsPlaced) {
    const std::string node("u@1000\0\0\0\0\0\x03\0\0", 14);  // its name, padded, and the start of its first property
    const std::string tag("u@1000\0\0\0\0\0\x33\0\0", 14);
    const std::string length("u@1000\0\0\0\0\0\x03\x7f\0", 14);
    for (const std::string& broken : {tag, length})
        EXPECT_EQ(damage(node, broken), "t: a property of node /soc/u@1000 cannot be read: FDT_ERR_BADSTRUCTURE");
    const std::string wraps("u@1000\0\0\0\0\0\x03\xff\xff\xff\xf4", 16);
    const std::string property("u@1000\0\0\0\0\0\x03\0\0\0\x08", 16);
    EXPECT_NE(damage(property, wraps).find("the structure leads back from its byte"), std::string::npos);
    EXPECT_EQ(damage("\xd0\x0d\xfe\xed", "\xd0\x0d\xfe\xee"), "t: the header is no device tree's: FDT_ERR_BADMAGIC");
}

}  // namespace
}  // namespace freehold::tools
