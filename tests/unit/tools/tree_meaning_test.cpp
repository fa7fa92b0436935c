// SPDX-License-Identifier: Apache-2.0
// What trees mean beyond their cells: buses, status, memory, reservations, and what a boot loader adds.
#include "support.hpp"
#include "whitelist/dtc.hpp"
#include "whitelist/reader_fdt.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

const std::string memory = "memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; };";
const Line all_ram{0x8000'0000, 0x10'0000, "memory", "ram"};

Listing tree(const std::string& nodes, const std::string& before = "") { return list(".dts", dts(nodes, before)); }
Lines lines(const std::string& nodes) { return lines_of(tree(nodes)); }
std::string bus(const std::string& compatible, const std::string& ranges, const std::string& nodes) {
    return "bus@10000 { compatible = " + compatible + "; reg = <0 0x10000 0 0x10000>; #address-cells = <2>; " +
           "#size-cells = <2>; " + ranges + "; " + nodes + " };";
}

TEST(TreeMeaning, ABusIsAFrameWithOrWithoutWhatIsInIt) {
    EXPECT_EQ(lines(memory + bus("\"acme,bus\", \"simple-bus\"", "ranges", "")), Lines{all_ram});
    EXPECT_EQ(lines(memory +
                    bus("\"simple-bus\"", "ranges", "a@11000 { reg = <0 0x11000 0 0x1000>; status = \"disabled\"; };")),
              Lines{all_ram});
    EXPECT_EQ(lines(memory + "soc@0 { compatible = \"simple-pm-bus\"; ranges; reg = <0 0 1 0>; };"), Lines{all_ram})
        << "a frame over RAM takes nothing of it";
    EXPECT_EQ(lines(memory + bus("\"simple-bus\"", "ranges = <0 0x10000 0 0x10000 0 0x10000>", "")), Lines{all_ram});
}

TEST(TreeMeaning, ABusMayHaveRegistersOutsideOfItsWindow) {
    EXPECT_EQ(lines(bus("\"acme,lbc\", \"simple-bus\"", "ranges = <0 0 0 0x40000000 0 0x1000000>", "")),
              (Lines{{0x10000, 0x10000, "bus", "device"}}));
    EXPECT_EQ(lines(bus("\"fsl,qe\", \"simple-bus\"", "ranges", "")), (Lines{{0x10000, 0x10000, "bus", "device"}}))
        << "its own compatible has a line in the table";
}

TEST(TreeMeaning, ANodeStandsAsThoseAboveIt) {
    const auto child = [](const std::string& status, const std::string& own) {
        return "b { status = \"" + status +
               "\"; ranges; #address-cells = <2>; #size-cells = <2>; c@1000 { reg = <0 "
               "0x1000 0 0x1000>; " +
               own + " }; };";
    };
    EXPECT_EQ(lines(child("reserved", "")), (Lines{{0x1000, 0x1000, "c", "reserved"}}));
    EXPECT_EQ(lines(memory + child("disabled", "status = \"okay\";")), Lines{all_ram});
    EXPECT_EQ(lines(memory + child("reserved", "status = \"disabled\";")), Lines{all_ram});
    EXPECT_EQ(lines("memory@1000 { device_type = \"memory\"; status = \"reserved\"; reg = <0 0x1000 0 0x1000>; };"),
              (Lines{{0x1000, 0x1000, "memory", "reserved"}}));
}

TEST(TreeMeaning, WhatIsRam) {
    const auto kind = [](const std::string& nodes) { return lines(nodes).at(0).kind; };
    EXPECT_EQ(kind("memory@1000 { reg = <0 0x1000 0 0x1000>; };"), "ram");
    EXPECT_EQ(kind("dram@1000 { device_type = \"memory\"; reg = <0 0x1000 0 0x1000>; };"), "ram");
    EXPECT_EQ(kind("memory@1000 { compatible = \"cfi-flash\"; reg = <0 0x1000 0 0x1000>; };"), "storage");
    EXPECT_EQ(kind("memory@1000 { compatible = \"acme,fifo\"; reg = <0 0x1000 0 0x1000>; };"), "device");
    EXPECT_EQ(
        kind("soc { #address-cells = <2>; #size-cells = <2>; ranges; memory@1000 { reg = <0 0x1000 0 0x1000>; }; };"),
        "device")
        << "RAM is at the root, or says so";
}

TEST(TreeMeaning, ReservationsHoldAtEveryDepth) {
    const std::string open = "reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges; ";
    const std::string inner =
        "g { #address-cells = <2>; #size-cells = <2>; ranges; fw@80000000 { reg = <0 0x80000000 0 0x1000>; }; };";
    EXPECT_EQ(lines(memory + open + inner + " };"),
              (Lines{{0x8000'0000, 0x1000, "fw", "reserved"}, {0x8000'1000, 0xff000, "memory", "ram"}}));
    const Fault fault = fault_of(
        ".dts", dts(memory + "reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges = <0 0 0 0x80000000 0 "
                             "0x1000>; fw@0 { reg = <0 0 0 0x1000>; }; };"));
    EXPECT_EQ(fault.status, Status::malformed);
    EXPECT_NE(fault.text.find(": /reserved-memory: ranges is not empty"), std::string::npos) << fault.text;
}

TEST(TreeMeaning, AReservationThatTheSystemPlacesHasAWord) {
    const Listing listing = tree(memory +
                                 "reserved-memory { #address-cells = <2>; #size-cells = <2>; ranges; cma { size = "
                                 "<0 0x4000>; alloc-ranges = <0 0x80000000 0 0x80000>; }; };");
    EXPECT_EQ(lines_of(listing), Lines{all_ram});
    EXPECT_NE(text_of(listing, Status::unplaced)
                  .find("/reserved-memory/cma: wants 0x4000 bytes of RAM within 0x80000 bytes at 0x80000000"),
              std::string::npos)
        << text_of(listing, Status::unplaced);
}

TEST(TreeMeaning, OnlyAnEntryOfNothingEndsMemreserve) {
    const Listing listing = tree(memory, "/memreserve/ 0x80001000 0;\n/memreserve/ 0x80000000 0x1000;\n");
    EXPECT_EQ(lines_of(listing),
              (Lines{{0x8000'0000, 0x1000, "memreserve", "reserved"}, {0x8000'1000, 0xff000, "memory", "ram"}}));
    EXPECT_NE(text_of(listing, Status::zero_size).find("/memreserve/ 0: the range at 0x80001000"), std::string::npos);
}

TEST(TreeMeaning, WhatABootLoaderLeaves) {
    EXPECT_EQ(
        lines("memory@80000000 { device_type = \"memory\"; reg = <0 0x80000000 0 0x100000>; linux,usable-memory = <0 "
              "0x80000000 0 0x8000>; };"),
        (Lines{{0x8000'0000, 0x8000, "memory", "ram"}}));
    EXPECT_EQ(
        lines(memory + "chosen { linux,usable-memory-range = <0 0x80004000 0 0x4000>, <0 0x80010000 0 0x1000>; };"),
        (Lines{{0x8000'4000, 0x4000, "memory@80004000", "ram"}, {0x8001'0000, 0x1000, "memory@80010000", "ram"}}));
    for (const char* initrd :
         {"<0x80000000>; linux,initrd-end = <0x80001800>;", "<0 0x80000000>; linux,initrd-end = <0 0x80001800>;"})
        EXPECT_EQ(lines(memory + "chosen { linux,initrd-start = " + initrd + " };"),
                  (Lines{{0x8000'0000, 0x2000, "initrd", "reserved"}, {0x8000'2000, 0xfe000, "memory", "ram"}}));
    EXPECT_EQ(fault_of(".dts", dts(memory + "chosen { linux,usable-memory-range = <0>; };")).status, Status::malformed);
}

TEST(TreeMeaning, CellsMatterOnlyToAReg) {
    EXPECT_EQ(lines(memory +
                    "keys { #address-cells = <7>; up { label = \"up\"; }; }; b { ranges; #size-cells = <9>; c { }; };"),
              Lines{all_ram});
    const Fault fault =
        fault_of(".dts", dts(memory + "b { ranges; #size-cells = <9>; c@0 { reg = <0>; }; d@1 { reg = <1>; }; };"));
    EXPECT_NE(fault.text.find(": /b: #size-cells is 9"), std::string::npos) << "once, for all that is on the bus";
}

TEST(TreeMeaning, WhatLiesBehindAPciFunctionIsALint) {
    const Listing listing =
        tree(memory +
             "pci@30000000 { device_type = \"pci\"; reg = <0 0x30000000 0 0x1000>; #address-cells = <3>; #size-cells "
             "= <2>; ranges; f@0 { reg = <0 0 0 0 0>; #address-cells = <1>; #size-cells = <1>; ranges = <0 0 0 0 0 "
             "0x1000>; uart@0 { reg = <0 0x100>; }; }; };");
    EXPECT_NE(text_of(listing, Status::unreachable).find("/pci@30000000/f@0/uart@0: reg: lies behind a PCI function"),
              std::string::npos);
    EXPECT_EQ(std::ranges::count(listing.lints, Status::unreachable, &Fault::status), 1);
}

TEST(TreeMeaning, TheCpusSayHowFarAddressesReach) {
    const auto bits = [](const std::string& cpu) {
        return read_text(".dts",
                         dts("cpus { #address-cells = <1>; #size-cells = <0>; cpu@0 { reg = <0>; " + cpu + " }; };"))
            .value()
            .address_bits;
    };
    EXPECT_EQ(bits("mmu-type = \"riscv,sv32\";"), AddressBits{32});
    EXPECT_EQ(bits("riscv,isa = \"rv32imac\";"), AddressBits{32});
    EXPECT_EQ(bits("mmu-type = \"riscv,sv39\";"), AddressBits{56});
    EXPECT_EQ(bits(""), std::nullopt);
}

TEST(TreeMeaning, OneBadNodeIsADefectAndTheOthersAreRead) {
    const auto description =
        read_text(".dts", dts(memory + "odd@0 { reg = <0 0x1000 1>; }; uart@1000 { reg = <0 0x1000 0 1>; };"));
    ASSERT_TRUE(description);
    EXPECT_EQ(description->entries.size(), 2U);
    ASSERT_EQ(description->defects.size(), 1U);
    EXPECT_EQ(description->defects[0].form.item, "/odd@0");
}

}  // namespace
}  // namespace freehold::tools
