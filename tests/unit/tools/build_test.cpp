// SPDX-License-Identifier: Apache-2.0
#include "whitelist/build.hpp"

#include <random>

#include "support.hpp"

namespace freehold::tools {
namespace {

constexpr AddressBits wide{64};

Listing listed(std::vector<Entry> entries, AddressBits bits = wide) {
    Listing listing = build(std::move(entries), {}, bits);
    expect_sound(listing);
    return listing;
}

using Lines = std::vector<Line>;

TEST(Build, SortsAndWidensToPages) {
    const Listing listing = listed({entry("b", 0x5010, 0x20), entry("a", 0x1000, 0x1001)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x2000, "a", "device"}, {0x5000, 0x1000, "b", "device"}}));
    EXPECT_TRUE(listing.lints.empty());
}

TEST(Build, TwoDevicesInOnePageAreOne) {
    const Listing listing =
        listed({entry("uart", 0x1000, 0x800), entry("timer", 0x1800, 0x800), entry("gpio", 0x2000, 0x800)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x1000, "uart+timer", "device"}, {0x2000, 0x1000, "gpio", "device"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::shared_page});
    EXPECT_NE(
        text_of(listing, Status::shared_page).find("board: uart (0x1000-0x17ff) and board: timer (0x1800-0x1fff)"),
        std::string::npos);
}

TEST(Build, DevicesThatCrossAreOne) {
    const Listing listing =
        listed({entry("a", 0x1000, 0x2000), entry("b", 0x2000, 0x2000), entry("c", 0x3000, 0x4000)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x6000, "a+b+c", "device"}}));
    EXPECT_EQ(classes_of(listing.lints), (std::vector{Status::overlap, Status::overlap}));
}

TEST(Build, AFinerDeviceIsCutOutOfALarger) {
    const Listing listing = listed({entry("soc", 0x1000, 0x4000), entry("uart", 0x2000, 0x1000)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x1000, "soc@1000", "device"},
                                        {0x2000, 0x1000, "uart", "device"},
                                        {0x3000, 0x2000, "soc@3000", "device"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::overlap});
}

TEST(Build, AJoinThatOutgrowsItsFrameJoinsTheFrame) {
    const Listing listing =
        listed({entry("frame", 0x1000, 0x3000), entry("a", 0x2000, 0x2000), entry("b", 0x3000, 0x4000)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x6000, "frame+a+b", "device"}}));
}

TEST(Build, ReservationsAreCutFromRam) {
    const Listing listing =
        listed({entry("ram", 0x8000'0000, 0x10000, Kind::ram), entry("fw", 0x8000'0000, 0x2000, Kind::reserved)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x8000'0000, 0x2000, "fw", "reserved"}, {0x8000'2000, 0xe000, "ram", "ram"}}));
    EXPECT_TRUE(listing.lints.empty()) << "at an end it splits nothing";
}

TEST(Build, AReservationInTheMiddleSplitsRam) {
    const Listing listing =
        listed({entry("ram", 0x8000'0000, 0x10000, Kind::ram), entry("fw", 0x8000'4001, 1, Kind::reserved)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x8000'0000, 0x4000, "ram@80000000", "ram"},
                                        {0x8000'4000, 0x1000, "fw", "reserved"},
                                        {0x8000'5000, 0xb000, "ram@80005000", "ram"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::ram_split});
    EXPECT_NE(text_of(listing, Status::ram_split).find("board: fw"), std::string::npos);
}

TEST(Build, TheStricterKindWinsAPage) {
    const Listing listing =
        listed({entry("ram", 0x1000, 0x1000, Kind::ram), entry("flash", 0x1000, 0x1000, Kind::storage)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x1000, "flash", "storage"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::overlap});
    const Listing mixed = listed({entry("uart", 0x2000, 0x100), entry("plic", 0x2100, 0x100, Kind::reserved)});
    EXPECT_EQ(lines_of(mixed), (Lines{{0x2000, 0x1000, "plic", "reserved"}}));
    EXPECT_EQ(classes_of(mixed.lints), std::vector{Status::shared_page});
}

TEST(Build, RamThatIsNoWholePageIsNotListed) {
    const Listing listing = listed({entry("sram", 0x1000, 0x1800, Kind::ram), entry("bit", 0x8100, 0x100, Kind::ram)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x1000, "sram", "ram"}}));
    EXPECT_EQ(classes_of(listing.lints), (std::vector{Status::partial_page, Status::partial_page}));
    EXPECT_EQ(lines_of(listed({entry("odd", 0x1800, 0x1800, Kind::ram)})), (Lines{{0x2000, 0x1000, "odd", "ram"}}));
}

TEST(Build, RamThatThePoolCannotGrantIsAnError) {
    auto whole = entry("sram", 0x8000'0000, 0x4000, Kind::ram);
    whole.granularity = Granularity::whole;
    auto weak = entry("rom", 0x1000'0000, 0x1000, Kind::ram);
    weak.rights = Rights::rx();
    const Listing listing = build({whole, weak}, {}, AddressBits{32});
    ASSERT_EQ(classes_of(listing.lints), (std::vector{Status::odd_ram, Status::odd_ram}));
    EXPECT_TRUE(is_error(Status::odd_ram));
    EXPECT_EQ(listing.lints[0].text,
              "board: rom: region rom (0x10000000-0x10000fff) is RAM with rights rx and granularity page; the pool "
              "needs rwx and page");
}

TEST(Build, RamDescribedTwiceIsOne) {
    const Listing listing = listed({entry("ram", 0x1000, 0x8000, Kind::ram), entry("bank", 0x3000, 0x1000, Kind::ram)});
    EXPECT_EQ(lines_of(listing), (Lines{{0x1000, 0x8000, "ram+bank", "ram"}}));
    EXPECT_EQ(classes_of(listing.lints), std::vector{Status::overlap});
}

TEST(Build, BanksOfOnePartAreOneRegion) {
    auto first = entry("flash", 0x2000'0000, 0x200'0000, Kind::storage);
    auto second = entry("flash", 0x2200'0000, 0x200'0000, Kind::storage);
    EXPECT_EQ(lines_of(listed({first, second})), (Lines{{0x2000'0000, 0x400'0000, "flash", "storage"}}));
    second.rights = Rights::r();
    EXPECT_EQ(listed({first, second}).regions.size(), 2U) << "what may be done with them differs";
}

TEST(Build, WhatEitherForbidsTheJoinForbids) {
    auto a = entry("a", 0x1000, 0x800);
    auto b = entry("b", 0x1800, 0x800);
    b.rights = Rights::r();
    b.granularity = Granularity::whole;
    const Listing listing = listed({a, b});
    ASSERT_EQ(listing.regions.size(), 1U);
    EXPECT_EQ(listing.regions[0].rights, Rights::r());
    EXPECT_EQ(listing.regions[0].granularity, Granularity::whole);
}

TEST(Build, AContainerIsListedOnlyWhenNothingIsInIt) {
    auto frame = entry("csr", 0xf000'0000, 0x10000);
    frame.container = true;
    EXPECT_EQ(lines_of(listed({frame})), (Lines{{0xf000'0000, 0x10000, "csr", "device"}}));
    EXPECT_EQ(lines_of(listed({frame, entry("uart", 0xf000'1000, 0x100)})),
              (Lines{{0xf000'1000, 0x1000, "uart", "device"}}));
}

TEST(Build, BeyondTheAddressesIsAnErrorAndTheirEndALint) {
    const Listing top = listed({entry("rom", 0xffff'f000, 0x1000)}, AddressBits{32});
    EXPECT_EQ(classes_of(top.lints), std::vector{Status::top});
    const Listing beyond = listed({entry("dram", 0x1'0000'0000, 0x1000)}, AddressBits{32});
    EXPECT_EQ(classes_of(beyond.lints), std::vector{Status::beyond});
    EXPECT_TRUE(is_error(beyond.lints[0].status));
    EXPECT_EQ(classes_of(listed({entry("end", ~Word{0} - 0xfff, 0x1000)}).lints), std::vector{Status::top});
}

TEST(Build, AllOfTheAddressSpaceIsNoRegion) {
    EXPECT_EQ(classes_of(listed({entry("all", 0, ~Word{0})}).lints), std::vector{Status::beyond});
    EXPECT_EQ(classes_of(listed({}).lints), std::vector{Status::empty});
}

/// Every page belongs to whoever the plain reading says: the strictest kind that touches it.
void expect_as_painted_by_hand(const std::vector<Entry>& entries, const Listing& listing, Word pages) {
    constexpr std::array strictest_first{Kind::reserved, Kind::device, Kind::storage, Kind::ram};
    for (Word number = 0; number < pages; ++number) {
        const PhysPage page{number};
        std::optional<Kind> expected;
        for (const Kind kind : strictest_first)
            for (const Entry& one : entries)
                if (!expected && one.kind == kind &&
                    (kind == Kind::ram ? one.range.filled() : one.range.touched()).contains(page))
                    expected = kind;
        const auto at =
            std::ranges::find_if(listing.regions, [page](const ListedRegion& r) { return r.pages.contains(page); });
        ASSERT_EQ(at != listing.regions.end(), expected.has_value()) << "page " << number;
        if (expected) ASSERT_EQ(at->kind, *expected) << "page " << number;
    }
}

TEST(Build, RandomEntriesAgreeWithAPlainReading) {
    std::mt19937 random{20};
    const auto pick = [&random](unsigned below) { return static_cast<Word>(random() % below); };
    for (int round = 0; round < 400; ++round) {
        std::vector<Entry> entries;
        for (Word i = 0; i < 1 + pick(12); ++i)
            entries.push_back(
                entry("e" + std::to_string(i), pick(40 * 4096), 1 + pick(1U << pick(16)), static_cast<Kind>(pick(4))));
        expect_as_painted_by_hand(entries, listed(entries), 64);
    }
}

TEST(Build, TheOrderOfTheInputsDoesNotMatter) {
    const std::vector<Entry> entries{entry("a", 0x1000, 0x800), entry("b", 0x1800, 0x1800),
                                     entry("ram", 0x8000, 0x8000, Kind::ram), entry("r", 0x9000, 1, Kind::reserved)};
    const std::vector<Entry> reversed(entries.rbegin(), entries.rend());
    EXPECT_EQ(lines_of(listed(entries)), lines_of(listed(reversed)));
}

}  // namespace
}  // namespace freehold::tools
