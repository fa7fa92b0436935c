// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_iomem.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

TEST(Iomem, APersonalComputer) {
    const Listing listing = list(".txt", R"(00000000-00000fff : Reserved
00001000-0009ffff : System RAM
000a0000-000bffff : PCI Bus 0000:00
000f0000-000fffff : System ROM
00100000-7fffffff : System RAM
  01000000-01ffffff : Kernel code
  70000000-70ffffff : Crash kernel
  7f000000-7f000fff : Reserved
80000000-800fffff : RAM buffer
c0000000-febfffff : PCI Bus 0000:00
  fd000000-fd0fffff : 0000:00:02.0
    fd000000-fd0fffff : i915
  fe000000-fe000fff : PCI Bus 0000:01
    fe000000-fe0000ff : 0000:01:00.0
fec00000-fec00fff : Reserved
  fec00000-fec003ff : IOAPIC 0
fed90000-fed90fff : dmar0
)");
    EXPECT_EQ(lines_of(listing), (Lines{{0, 0x1000, "Reserved@0", "reserved"},
                                        {0x1000, 0x9'f000, "memory@1000", "ram"},
                                        {0xf'0000, 0x1'0000, "System_ROM", "storage"},
                                        {0x10'0000, 0x7ef0'0000, "memory@100000", "ram"},
                                        {0x7f00'0000, 0x1000, "Reserve@7f000000", "reserved"},
                                        {0x7f00'1000, 0xff'f000, "memory@7f001000", "ram"},
                                        {0xfd00'0000, 0x10'0000, "0000_00_02.0", "device"},
                                        {0xfe00'0000, 0x1000, "0000_01_00.0", "device"},
                                        {0xfec0'0000, 0x1000, "Reserve@fec00000", "reserved"},
                                        {0xfed9'0000, 0x1000, "dmar0", "reserved"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::ram_split});
}

TEST(Iomem, ABoardWithADeviceTree) {
    EXPECT_EQ(lines_of(list(".txt",
                            "0c000000-0fffffff : c000000.plic plic@c000000\n"
                            "10000000-100000ff : serial\n"
                            "10001000-10001fff : 10001000.virtio_mmio virtio_mmio@10001000\n"
                            "80000000-bfffffff : System RAM\r\n")),
              (Lines{{0xc00'0000, 0x400'0000, "plic", "reserved"},
                     {0x1000'0000, 0x1000, "serial", "device"},
                     {0x1000'1000, 0x1000, "virtio_mmio", "device"},
                     {0x8000'0000, 0x4000'0000, "memory", "ram"}}));
}

TEST(Iomem, FaultsNameTheLine) {
    EXPECT_EQ(read_iomem("0-1 : a\n\nwhat\n", "x").error().text, "x:3: is no line such as \"1000-1fff : name\"");
    EXPECT_EQ(read_iomem("2-1 : a\n", "x").error().text, "x:1: a: the last byte 0x1 lies before the first 0x2");
    EXPECT_EQ(read_iomem("0-ffffffffffffffff : a\n", "x").error().text, "x:1: a: is the whole address space");
    EXPECT_EQ(read_iomem("0-10000000000000000 : a\n", "x").error().status, Status::malformed);
    EXPECT_EQ(fault_of(".txt", "00000000-00000000 : System RAM\n  00000000-00000000 : Kernel code\n")
                  .text.substr(fault_of(".txt", "00000000-00000000 : System RAM\n").text.find(".txt")),
              ".txt: all addresses are 0; read /proc/iomem as root");
}

}  // namespace
}  // namespace freehold::tools
