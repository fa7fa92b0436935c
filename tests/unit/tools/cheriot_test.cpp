// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_cheriot.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

std::string board(const std::string& devices, const std::string& rest) {
    return "{\"devices\": {" + devices + "}, " + rest + "}";
}
const std::string memory = R"("instruction_memory": {"start": 0x40000000, "end": 0x40100000})";

TEST(Cheriot, DevicesMemoriesAndWhatIsTheKernels) {
    const Listing listing = list(".json", board(R"(
        "clint": {"start": 0x2000000, "length": 0x10000}, "uart": {"start": 0x10000000, "end": 0x10000100},
        "shadow": {"start": 0x30000000, "end": 0x30000800}, "revoker": {"start": 0x8000A000, "length": 0x1000})",
                                                memory + R"(, "data_memory": {"start": 0x101000, "end": 0x120000},
        "heap": {"end": 0x120000}, "interrupts": [{"name": "UartInterrupt", "number": 8, "priority": 3}],
        "timer_hz": 1000, "defines": ["X=0x10"])"));
    EXPECT_EQ(lines_of(listing), (Lines{{0x10'1000, 0x1'f000, "data_memory", "ram"},
                                        {0x200'0000, 0x1'0000, "clint", "reserved"},
                                        {0x1000'0000, 0x1000, "uart", "device"},
                                        {0x3000'0000, 0x1000, "shadow", "reserved"},
                                        {0x4000'0000, 0x10'0000, "instruction_memo", "ram"},
                                        {0x8000'a000, 0x1000, "revoker", "reserved"}}));
    EXPECT_TRUE(listing.lints.empty());
}

TEST(Cheriot, AHeapOfItsOwnIsRam) {
    EXPECT_EQ(lines_of(list(".json", board("", memory + R"(, "heap": {"start": 0x80000000, "end": 0x80100000})"))),
              (Lines{{0x4000'0000, 0x10'0000, "instruction_memo", "ram"}, {0x8000'0000, 0x10'0000, "heap", "ram"}}));
}

TEST(Cheriot, NumbersOfCAreOnlyThoseOutsideStringsAndComments) {
    EXPECT_EQ(plain_numbers(R"({"0x10": 0x10, "a": "0x\"0x20", "b": [0xFF]} // 0x10)"),
              R"({"0x10": 16, "a": "0x\"0x20", "b": [255]} // 0x10)");
    EXPECT_EQ(plain_numbers("0x"), "0x");
    EXPECT_EQ(plain_numbers("\"0x1"), "\"0x1");
    EXPECT_EQ(plain_numbers("0x10000000000000000"), "0x10000000000000000");
    EXPECT_EQ(plain_numbers("/* 0x1"), "/* 0x1");
}

TEST(Cheriot, FaultsNameTheKey) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".json", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect(R"({"devices": {}})", Status::malformed, ": \"instruction_memory\" is missing");
    expect(R"({"instruction_memory": {}})", Status::malformed, ": \"devices\" is missing");
    expect(board("\"a\": 1", memory), Status::malformed, ": devices.a: is no object, but number");
    expect(board("\"a\": {\"start\": 0}", memory), Status::malformed,
           ": devices.a: \"end\" or \"length\" must be there, and not both");
    expect(board("\"a\": {\"start\": 0, \"end\": 1, \"length\": 1}", memory), Status::malformed, "and not both");
    expect(board("\"a\": {\"start\": 4096, \"end\": 1}", memory), Status::malformed,
           ": devices.a: the end 0x1 lies before the start 0x1000");
    expect(board("\"a\": {\"start\": 4096, \"length\": 0xffffffffffffffff}", memory), Status::wraps, ": devices.a: ");
    expect(board("\"a\": {\"start\": 0x10000000000000000, \"length\": 1}", memory), Status::malformed, "parse error");
    expect(board("", memory + R"(, "heap": {"end": 0x50000000})"), Status::malformed,
           ": heap: \"end\" lies beyond the memories");
    expect(R"({"base": "other", "patch": []})", Status::malformed, ": \"patch\" changes another board");
}

}  // namespace
}  // namespace freehold::tools
