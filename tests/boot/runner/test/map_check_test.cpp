// SPDX-License-Identifier: Apache-2.0
#include "map_check.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace freehold::boot_test {
namespace {

const std::vector<KnownRegion> regions{
    {"plic", "reserved", 0x0c000000, 0x600000},
    {"serial", "device", 0x10000000, 0x1000},
    {"memory", "ram", 0x80000000, 0x4000},
};

const std::vector<std::string> good{
    "> map",
    "0x0c000000-0x0c5fffff plic reserved 1 kernel",
    "0x10000000-0x10000fff serial device 3 uart_server",
    "0x80000000-0x80001fff memory ram 1 kernel",
    "0x80002000-0x80002fff memory ram 3 uart_server",
    "0x80003000-0x80003fff memory ram 0 free",
    "> ps",
    "PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE",
    "1 kernel 1538 0 0 0 running",
    "3 uart_server 2 0 1 1 waiting",
    "> shutdown",
};

std::vector<std::string> faults_with(std::size_t line, const std::string& text) {
    auto lines = good;
    lines[line] = text;
    const auto all = listings_of(lines);
    auto faults = faults_of(all.at(0).map, regions);
    if (all.size() > 1)
        for (auto& fault : faults_between(all[0].map, all[1].pages)) faults.push_back(fault);
    return faults;
}

TEST(MapCheck, FindsTheListings) {
    const auto all = listings_of(good);
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].map.size(), 5U);
    EXPECT_EQ(all[0].map[2].pages(), 2U);
    EXPECT_EQ(all[1].pages, (PagesByPid{{1, 1538}, {3, 2}}));
}

TEST(MapCheck, AcceptsAMapThatAddsUp) { EXPECT_EQ(faults_with(0, "> map"), std::vector<std::string>{}); }

TEST(MapCheck, FindsEachFault) {
    const auto says = [](std::size_t line, const std::string& text) {
        const auto faults = faults_with(line, text);
        return faults.empty() ? std::string{} : faults.front().substr(0, faults.front().find(':'));
    };
    EXPECT_EQ(says(3, "0x80000000-0x80002fff memory ram 1 kernel"), "overlapping");
    EXPECT_EQ(says(2, "0x10000000-0x10001fff serial device 3 uart_server"), "not within a whitelisted region");
    EXPECT_EQ(says(2, "0x20000000-0x20000fff serial device 3 uart_server"), "not within a whitelisted region");
    EXPECT_EQ(says(2, "0x10000000-0x10000ffe serial device 3 uart_server"), "not whole pages");
    EXPECT_EQ(says(2, "0x10000000-0x10000fff serial ram 3 uart_server"),
              "the whitelist calls this region serial device");
    EXPECT_EQ(says(5, "0x80003000-0x80003fff memory ram 0 nobody"), "PID 0 is `free` and nothing else is");
    EXPECT_EQ(says(2, "0x0c000000-0x0c000fff plic reserved 1 kernel"), "overlapping");
    EXPECT_EQ(says(9, "3 uart_server 1 0 1 1 waiting"), "pid 3");
    EXPECT_EQ(says(9, "4 other 0 0 1 1 waiting"), "pid 3 owns pages in map and is not in ps");
}

TEST(MapCheck, MissesPagesThatNoLineTellsOf) {
    EXPECT_EQ(faults_with(3, "0x80000000-0x80000fff memory ram 1 kernel").front(),
              "map tells of 3 pages of memory, which has 4");
}

class MapCheckFile : public testing::Test {
protected:
    void SetUp() override {
        std::filesystem::create_directories(folder_);
        std::ofstream{folder_ / "whitelist.json"}
            << R"({"regions": [{"name": "serial", "kind": "device", "base": 268435456, "size": 4096}]})";
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::vector<std::string> checked(const std::vector<std::string>& lines) {
        return map_is_consistent({lines, folder_});
    }

private:
    std::filesystem::path folder_ =
        std::filesystem::path{testing::TempDir()} / ("map_check." + std::to_string(getpid()));
};

TEST_F(MapCheckFile, WantsAMapAndAPs) {
    const std::string line = "0x10000000-0x10000fff serial device 0 free";
    EXPECT_EQ(checked({"nothing"}).front(), "the console shows no `map`");
    EXPECT_EQ(checked({line}).front(), "the console shows no `ps` next to a `map`");
    EXPECT_EQ(checked({line, "PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE"}), std::vector<std::string>{});
}

TEST_F(MapCheckFile, ChecksEveryPair) {
    const std::vector<std::string> lines{"0x10000000-0x10000fff serial device 0 free",
                                         "PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE",
                                         "0x10000000-0x10000fff serial device 4 a",
                                         "PID NAME PAGES HEAP_SIZE TABLE_PAGES THREADS STATE", "4 a 2 0 0 1 ready"};
    // The second map stands beside both lists of processes.
    EXPECT_EQ(checked(lines),
              (std::vector<std::string>{"pid 4 owns pages in map and is not in ps", "pid 4: ps says 2 pages, map 1"}));
}

}  // namespace
}  // namespace freehold::boot_test
