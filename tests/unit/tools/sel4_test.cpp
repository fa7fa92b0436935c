// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_sel4.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

/// Windows are frames: a listing shows them only where a fact makes one a region.
TEST(Sel4, MemoryIsRamAndWindowsAreFrames) {
    const auto read = read_text(".json", R"({"devices": [{"start": 0, "end": 2147483648}],
        "memory": [{"start": 2147483648, "end": 2415919104}, {"start": 4294967296, "end": 4296015872}]})");
    ASSERT_TRUE(read) << read.error().text;
    ASSERT_EQ(read->entries.size(), 3U);
    EXPECT_EQ(read->entries[0].kind, Kind::ram);
    EXPECT_EQ(read->entries[0].range.last(), PhysAddr{0x8fff'ffff});
    EXPECT_EQ(read->entries[1].item, "/memory/1");
    EXPECT_TRUE(read->entries[2].frame);
    EXPECT_EQ(read->entries[2].item, "/devices/0");
}

TEST(Sel4, DevicesOfAnotherInputTakeThePlaceOfTheWindow) {
    auto entries = read_text(".json", R"({"devices": [{"start": 0, "end": 2147483648}],
        "memory": [{"start": 2147483648, "end": 2415919104}]})")
                       ->entries;
    entries.push_back(entry("uart", 0x1000'0000, 0x100));
    EXPECT_EQ(lines_of(build(entries, {}, AddressBits{64})),
              (Lines{{0x1000'0000, 0x1000, "uart", "device"}, {0x8000'0000, 0x1000'0000, "memory", "ram"}}));
}

TEST(Sel4, FaultsNameTheElement) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".json", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect(R"({"memory": [1]})", Status::malformed, ": memory[0]: is no object, but number");
    expect(R"({"memory": [{"start": 1}]})", Status::malformed, ": memory[0]: \"end\" is missing");
    expect(R"({"memory": [{"end": 1}]})", Status::malformed, ": memory[0]: \"start\" is missing");
    expect(R"({"memory": [{"start": 2, "end": 1}]})", Status::malformed,
           ": memory[0]: the end 0x1 lies before the start 0x2");
    expect(R"({"memory": [], "devices": 1})", Status::malformed, ": \"devices\" is no list");
    expect(R"({"devices": []})", Status::malformed, ": \"memory\" is missing");
    EXPECT_EQ(read_text(".json", R"({"memory": [{"start": 4096, "end": 4096}]})")->warnings.front().status,
              Status::zero_size);
}

}  // namespace
}  // namespace freehold::tools
