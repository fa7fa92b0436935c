// SPDX-License-Identifier: Apache-2.0
// Regions at the edges of pages and of the address space: boards/virt32/controls/edges.json has them, on whose list the kernel of
// hostile_15_edges.boot is built. Each is told of by a warning; command_test.cpp shows that `--strict` makes those errors.
#include <algorithm>

#include "support.hpp"

namespace freehold::tools {
namespace {

const std::string root = FREEHOLD_SOURCE_DIR;

Listing listed_with(const std::string& json) {
    const auto facts = read_facts(json, "facts.json");
    auto description = read_input(root + "/boards/virt32/board.dts");
    if (!facts || !description) {
        ADD_FAILURE() << (facts ? description.error().text : facts.error().text);
        return {};
    }
    std::vector<Mirror> mirrors;
    EXPECT_TRUE(apply(*facts, *description, mirrors));
    Listing listing = build(std::move(description->entries), std::move(mirrors), AddressBits{32});
    expect_sound(listing);
    return listing;
}

/// The board with one region of these facts more.
Listing with_region(const std::string& region) {
    return listed_with(R"({"address_bits": 32, "regions": [)" + region + "]}");
}

bool has(const Listing& listing, const Line& line) {
    const auto lines = lines_of(listing);
    return std::ranges::find(lines, line) != lines.end();
}

TEST(Edges, AreListedByThePage) {
    const auto file = read_file(root + "/boards/virt32/controls/edges.json");
    ASSERT_TRUE(file);
    const Listing listing = listed_with(std::string{text_of(*file)});
    for (const Line& line :
         {Line{0, 0x2000, "bottom", "device"}, Line{0x400'0000, 0x1000, "small", "device"},
          Line{0x400'2000, 0x1000, "left+right", "device"}, Line{0x400'4000, 0x2000, "across", "device"},
          Line{0x400'7000, 0x1000, "harmful", "reserved"}, Line{0xffff'f000, 0x1000, "top", "device"}})
        EXPECT_TRUE(has(listing, line)) << line;
    for (const ListedRegion& region : listing.regions) EXPECT_NE(region.name, "scrap");
    auto classes = classes_of(listing.lints);
    std::ranges::sort(classes);
    EXPECT_EQ(classes, (std::vector{Status::shared_page, Status::shared_page, Status::partial_page, Status::top}));
    EXPECT_TRUE(std::ranges::none_of(classes, is_error)) << "each is a warning, and an error with --strict";
}

TEST(Edges, ARegionOfAByteIsItsPage) {
    EXPECT_TRUE(has(with_region(R"({"name": "byte", "base": "0x4000fff", "size": 1, "kind": "device"})"),
                    {0x400'0000, 0x1000, "byte", "device"}));
    EXPECT_TRUE(has(with_region(R"({"name": "two", "base": "0x4000fff", "size": 2, "kind": "device"})"),
                    {0x400'0000, 0x2000, "two", "device"}));
}

TEST(Edges, NeighboursInOnePageAreOneAndInTwoPagesTwo) {
    const std::string left = R"({"name": "left", "base": "0x4002000", "size": "0x800", "kind": "device"}, )";
    const Listing one =
        with_region(left + R"({"name": "right", "base": "0x4002800", "size": "0x800", "kind": "device"})");
    EXPECT_TRUE(has(one, {0x400'2000, 0x1000, "left+right", "device"}));
    EXPECT_EQ(classes_of(one.lints), std::vector{Status::shared_page});
    const Listing two = with_region(left + R"({"name": "right", "base": "0x4003000", "size": 1, "kind": "device"})");
    EXPECT_TRUE(has(two, {0x400'2000, 0x1000, "left", "device"}));
    EXPECT_TRUE(has(two, {0x400'3000, 0x1000, "right", "device"}));
    EXPECT_TRUE(two.lints.empty());
}

TEST(Edges, TheLastPageIsListedAndWhatIsBeyondRefused) {
    const Listing last = with_region(R"({"name": "top", "base": "0xffffffff", "size": 1, "kind": "device"})");
    EXPECT_TRUE(has(last, {0xffff'f000, 0x1000, "top", "device"}));
    EXPECT_EQ(classes_of(last.lints), std::vector{Status::top});
    const Listing beyond = with_region(R"({"name": "past", "base": "0xffffffff", "size": 2, "kind": "device"})");
    EXPECT_EQ(classes_of(beyond.lints), std::vector{Status::beyond});
    EXPECT_TRUE(is_error(Status::beyond));
}

}  // namespace
}  // namespace freehold::tools
