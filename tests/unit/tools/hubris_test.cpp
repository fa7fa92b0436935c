// SPDX-License-Identifier: Apache-2.0
#include "whitelist/reader_hubris.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

using Lines = std::vector<Line>;

TEST(Hubris, PeripheralsOfAChip) {
    EXPECT_EQ(lines_of(list(".toml", R"(# a chip
[usart1]
address = 0x40011000
size = 1024
interrupts = { irq = 37 }

[flash_controller]
address = 0x5200_2000
size = 0x2000

[nvic]
address = 0xE000E100
size = 0x100
)")),
              (Lines{{0x4001'1000, 0x1000, "usart1", "device"},
                     {0x5200'2000, 0x2000, "flash_controller", "device"},
                     {0xe000'e000, 0x1000, "nvic", "reserved"}}));
}

TEST(Hubris, MemoriesOfABoardOnceForEachImage) {
    const Listing listing = list(".toml", R"(
[[flash]]
name = "a"
address = 0x08000000
size = 0x10000
read = true
execute = true

[[ram]]
name = "a"
address = 0x20000000
size = 0x20000
read = true
write = true
execute = false

[[ram]]
name = "b"
address = 0x20000000
size = 0x20000
read = true
write = true

[[bank2]]
address = 0x08100000
size = 0x10000
read = true
write = true
)");
    EXPECT_EQ(lines_of(listing), (Lines{{0x800'0000, 0x1'0000, "flash", "storage"},
                                        {0x810'0000, 0x1'0000, "bank2", "storage"},
                                        {0x2000'0000, 0x2'0000, "ram", "ram"}}));
    EXPECT_EQ(listing.regions[0].rights, Rights::rx());
    EXPECT_EQ(listing.regions[1].rights, Rights::rw());
    EXPECT_EQ(listing.regions[2].rights, Rights::rwx()) << "the pool's memory has all rights";
}

TEST(Hubris, FaultsNameTheLineAndTheTable) {
    const auto expect = [](const std::string& text, Status status, const std::string& part) {
        const Fault fault = fault_of(".toml", text);
        EXPECT_EQ(fault.status, status) << fault.text;
        EXPECT_NE(fault.text.find(part), std::string::npos) << fault.text;
    };
    expect("[a]\naddress =\n", Status::malformed, ".toml:2: no sound TOML: ");
    expect("[a]\nsize = 1\n", Status::malformed, ".toml:1: a: \"address\" is missing");
    expect("[a]\naddress = 0\n", Status::malformed, ".toml:1: a: \"size\" is missing");
    expect("[a]\naddress = -1\nsize = 1\n", Status::malformed, ".toml:2: a: \"address\" is no number from 0 on");
    expect("[a]\naddress = 1.5\nsize = 1\n", Status::malformed, ".toml:2: a: \"address\" is no number");
    expect("[a]\naddress = 1\nsize = 9999999999999999999\n", Status::malformed, ".toml:3: no sound TOML");
    expect("[[a]]\naddress = 0\nsize = 1\nwrite = 1\n", Status::malformed,
           ":4: a: \"write\" is neither true nor false");
    expect("[a]\naddress = 0\nsize = 1\n[a]\n", Status::malformed, ".toml:4: no sound TOML");
    EXPECT_EQ(read_hubris("[\nread = true\n", "x").error().text,
              "x: no sound TOML: a name of a table, or a key, is cut short");
    EXPECT_NE(read_hubris("[a]\n\xef\xac\xa9 = 1\n", "x").error().text.find("x:2: no sound TOML"), std::string::npos);
    EXPECT_TRUE(read_hubris("\xef\xbb\xbf# 5 \xc2\xb5s\n[a]\naddress = 0\nsize = 1\n", "x"));
    EXPECT_EQ(read_hubris("", "x").error().text, "x: has neither a peripheral nor a memory");
    EXPECT_EQ(read_hubris("\na = 1\n", "x").error().text, "x:2: a: is neither a table nor a list of tables");
    EXPECT_EQ(read_hubris("a = [1]\n", "x").error().text, "x:1: a: is neither a table nor a list of tables");
}

TEST(Hubris, ARangeOfNoBytesIsALint) {
    const auto read = read_text(".toml", "[a]\naddress = 4096\nsize = 0\n");
    ASSERT_TRUE(read) << read.error().text;
    EXPECT_EQ(classes_of(read->warnings), std::vector{Status::zero_size});
}

}  // namespace
}  // namespace freehold::tools
