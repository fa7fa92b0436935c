// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_litex.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

std::string memories(const std::string& members) { return "{\"memories\": {" + members + "}}"; }
std::string memory(const std::string& name, const std::string& base, const std::string& size, const std::string& type) {
    return "\"" + name + "\": {\"base\": " + base + ", \"size\": " + size + ", \"type\": \"" + type + "\"}";
}

TEST(Litex, MemoriesByTypeAndName) {
    EXPECT_EQ(lines_of(list(".json", memories(memory("rom", "0", "65536", "cached") + "," +
                                              memory("main_ram", "1073741824", "134217728", "cached") + "," +
                                              memory("plic", "4039114752", "4194304", "io") + "," +
                                              memory("ethmac", "\"0x80000000\"", "8192", "io")))),
              (Lines{{0, 0x10000, "rom", "storage"},
                     {0x4000'0000, 0x800'0000, "main_ram", "ram"},
                     {0x8000'0000, 0x2000, "ethmac", "device"},
                     {0xf0c0'0000, 0x40'0000, "plic", "reserved"}}));
}

TEST(Litex, ARegionOfTheLinkerInsideRamIsReserved) {
    const Listing listing = list(".json", memories(memory("main_ram", "1073741824", "16777216", "cached") + "," +
                                                   memory("opensbi", "1074790400", "524288", "cached+linker")));
    EXPECT_EQ(lines_of(listing), (Lines{{0x4000'0000, 0x10'0000, "main_ra@40000000", "ram"},
                                        {0x4010'0000, 0x8'0000, "opensbi", "reserved"},
                                        {0x4018'0000, 0xe8'0000, "main_ra@40180000", "ram"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::ram_split});
}

TEST(Litex, ASizeThatIsNoMultipleOfAPage) {
    const Listing listing = list(".json", memories(memory("sram", "268435456", "6144", "cached")));
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000'0000, 0x1000, "sram", "ram"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::partial_page});
}

TEST(Litex, BlocksTakeThePlaceOfTheRegionThatHoldsThem) {
    const Listing listing = list(
        ".json", R"({"csr_bases": {"uart": 4026531840, "timer0": 4026533888, "leds": 4026535936, "big": 4026540032},
        "csr_registers": {"big_last": {"addr": 4026548220, "size": 1, "type": "rw"}},
        "memories": {"csr": {"base": 4026531840, "size": 65536, "type": "io"}}})");
    EXPECT_EQ(lines_of(listing), (Lines{{0xf000'0000, 0x1000, "uart+timer0", "device"},
                                        {0xf000'1000, 0x1000, "leds", "device"},
                                        {0xf000'2000, 0x2000, "big", "device"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::shared_page});
    EXPECT_NE(text_of(listing, Status::shared_page).find("csr_bases.uart (0xf0000000-0xf00007ff)"), std::string::npos);
    EXPECT_NE(text_of(listing, Status::shared_page).find("csr_bases.timer0 (0xf0000800-0xf0000fff)"),
              std::string::npos);
}

TEST(Litex, BuffersAreDevicesAndFramesAreNothing) {
    EXPECT_EQ(
        lines_of(list(".json", memories(memory("buffers", "4096", "8192", "io+linker") + "," +
                                        memory("rx", "4096", "4096", "io") + "," + memory("tx", "8192", "4096", "io") +
                                        "," + memory("csr", "65536", "65536", "io")))),
        (Lines{{0x1000, 0x1000, "rx", "device"}, {0x2000, 0x1000, "tx", "device"}}));
    EXPECT_EQ(
        lines_of(list(".json",
                      R"({"memories": {"csr": {"base": 65536, "size": 65536}, "mac": {"base": 4096, "size": 4096}}})")),
        (Lines{{0x1000, 0x1000, "mac", "device"}}))
        << "as it was written before there were types";
}

TEST(Litex, WhatTheLinkerCallsRamIsRam) {
    const std::string banks = memory("hbm0", "0", "4096", "cached") + "," + memory("hbm1", "4096", "4096", "cached");
    EXPECT_EQ(lines_of(list(".json", memories(banks + "," + memory("main_ram", "0", "8192", "cached+linker")))),
              (Lines{{0, 0x1000, "hbm0", "ram"}, {0x1000, 0x1000, "hbm1", "ram"}}));
    EXPECT_EQ(lines_of(list(".json", memories(memory("bank", "0", "8192", "cached") + "," +
                                              memory("main_ram", "0", "8192", "cached+linker")))),
              (Lines{{0, 0x2000, "main_ram", "ram"}}));
    EXPECT_EQ(lines_of(list(".json", memories(memory("emulator_ram", "0", "8192", "cached")))),
              (Lines{{0, 0x2000, "emulator_ram", "reserved"}}));
}

TEST(Litex, OneBadMemberIsADefectAndTheOthersAreRead) {
    const auto description = read_text(".json", memories("\"a\": {\"size\": 1}, " + memory("b", "4096", "4096", "io")));
    ASSERT_TRUE(description);
    EXPECT_EQ(description->entries.size(), 1U);
    ASSERT_EQ(description->defects.size(), 1U);
    EXPECT_EQ(description->defects[0].form.item, "/memories/a");
}

TEST(Litex, FaultsNameTheKey) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".json", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect("{\n\"memories\": ", Status::malformed, "parse error at line 2");
    expect("{}", Status::malformed, "is JSON, but neither LiteX's (\"memories\", \"csr_bases\")");
    expect("{\"memories\": []}", Status::malformed, ": memories: is no object, but array");
    expect("{\"memories\": {\"a\": 1}}", Status::malformed, ": memories.a: is no object, but number");
    expect(memories("\"a\": {\"size\": 1}"), Status::malformed, ": memories.a: \"base\" is missing");
    expect(memories(memory("a", "-1", "1", "io")), Status::malformed, ": memories.a: \"base\" is no number");
    expect(memories(memory("a", "1.5", "1", "io")), Status::malformed, ": memories.a: \"base\" is no number");
    expect(memories(memory("a", "4096", "18446744073709551615", "io")), Status::wraps,
           ": memories.a: 0xffffffffffffffff bytes at 0x1000 wrap");
    expect("{\"csr_bases\": {\"a\": 0, \"b\": 0}}", Status::malformed, ": csr_bases: \"b\" has the base of \"a\"");
    expect("{\"csr_bases\": {\"a\": 4096}, \"csr_registers\": {\"r\": {\"addr\": 0, \"size\": 1}}}", Status::malformed,
           ": csr_registers.r: \"addr\" is below every base");
    expect("{\"csr_bases\": {\"a\": 4096}, \"csr_registers\": {\"r\": {\"addr\": 18446744073709551612, \"size\": 2}}}",
           Status::malformed, ": csr_registers.r: \"size\" passes the end");
    expect("{\"csr_bases\": {\"a\": 18446744073709551612}}", Status::wraps,
           ": csr_bases.a: 0x800 bytes at 0xfffffffffffffffc wrap");
}

}  // namespace
}  // namespace freehold::tools
