// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_e820.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

const Lines expected{{0x1000, 0x9'e000, "memory@1000", "ram"},
                     {0x9'f000, 0x1000, "reserved", "reserved"},
                     {0x10'0000, 0x10'0000, "memory@100000", "ram"},
                     {0x20'0000, 0x1000, "ACPI_data", "reserved"},
                     {0x30'0000, 0x1000, "persistent", "storage"}};

TEST(E820, TheLinesOfALog) {
    EXPECT_EQ(
        lines_of(list(".log", R"([    0.000000] Linux version 9
[    0.000000] BIOS-provided physical RAM map:
[    0.000000] BIOS-e820: [mem 0x0000000000001000-0x000000000009efff] usable
[    0.000000] BIOS-e820: [mem 0x000000000009f000-0x000000000009ffff] reserved
[    0.000000] BIOS-e820: [gap 0x00000000000a0000-0x00000000000fffff]
BIOS-e820: [mem 0x0000000000100000-0x00000000001fffff]  System RAM
BIOS-e820: [mem 0x0000000000200000-0x0000000000200fff] ACPI data
BIOS-e820: [mem 0x0000000000300000-0x0000000000300fff] persistent (type 12)
[    0.000001] NX protection: active
)")),
        (Lines{
            expected[0], expected[1], expected[2], expected[3], {0x30'0000, 0x1000, "persistent__type", "storage"}}));
}

TEST(E820, KernelsBeforeThatPrintOnePastTheLastByte) {
    EXPECT_EQ(lines_of(list(".log",
                            " BIOS-e820: 0000000000001000 - 000000000009f000 (usable)\n"
                            " BIOS-e820: 000000000009f000 - 00000000000a0000 (reserved)\n"
                            " BIOS-e820: 0000000000100000 - 0000000000200000 (usable)\n"
                            " BIOS-e820: 0000000000200000 - 0000000000201000 (ACPI data)\n"
                            " BIOS-e820: 0000000000300000 - 0000000000301000 (persistent)\n")),
              expected);
}

TEST(E820, FaultsNameTheLine) {
    const auto fault = [](const std::string& text) { return read_e820(text, "x").error().text; };
    EXPECT_EQ(fault("\nBIOS-e820: what\n"), "x:2: BIOS-e820: has no range");
    EXPECT_EQ(fault("BIOS-e820: [mem 0x0-0xfff usable"), "x:1: BIOS-e820: has no range");
    EXPECT_EQ(fault("BIOS-e820: [mem 0x0-0xfff]"), "x:1: BIOS-e820: has no type");
    EXPECT_EQ(fault("BIOS-e820: 0 - 1000 usable"), "x:1: BIOS-e820: has no type");
    EXPECT_EQ(fault("BIOS-e820: [mem 0x10000000000000000-0xfff] usable"), "x:1: BIOS-e820: has no range");
    EXPECT_EQ(fault("BIOS-e820: [mem 0x1-0x0] usable"), "x:1: the last byte 0x0 lies before the first 0x1");
    EXPECT_EQ(fault("nothing"), "x: has no line with BIOS-e820:");
}

}  // namespace
}  // namespace freehold::tools
