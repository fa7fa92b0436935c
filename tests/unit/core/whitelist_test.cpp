// SPDX-License-Identifier: Apache-2.0
#include "freehold/whitelist.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace {

using namespace freehold;
using What = WhitelistFault::What;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr Region region(std::string_view name, Kind kind, PhysPages where, Granularity in = Granularity::page) {
    return {name, kind, Rights::rwx(), in, where};
}

constexpr Word last = page_number_end - 1;
/// The first page of memory and the last; RAM twice, adjoining; a whole region beside a page; what is reserved.
constexpr auto list = Whitelist<8>::of({
    region("rom", Kind::storage, pages(0, 2)),
    region("plic", Kind::reserved, pages(3, 4)),
    region("ram", Kind::ram, pages(10, 5)),
    region("sram", Kind::ram, pages(15, 2)),
    region("video", Kind::device, pages(17, 3), Granularity::whole),
    region("uart", Kind::device, pages(20, 1)),
    region("itcm", Kind::ram, pages(30, 4)),
    region("end", Kind::device, pages(last, 1)),
});

Error refused(PhysPages where) { return list.permit(where).error(); }

TEST(WhitelistTest, APermitSaysWhatTheRegionIs) {
    const auto permit = list.permit(pages(11, 3));
    ASSERT_TRUE(permit);
    EXPECT_EQ(permit->pages(), pages(11, 3));
    EXPECT_EQ(permit->kind(), Kind::ram);
    EXPECT_EQ(permit->rights(), Rights::rwx());
    EXPECT_EQ(permit->slots(), (Slots{Slot{1}, 3}));
}

TEST(WhitelistTest, TheEdgesOfTheAddressSpaceCanBeListed) {
    EXPECT_TRUE(list.permit(pages(0, 1)));
    EXPECT_TRUE(list.permit(pages(last, 1)));
    EXPECT_EQ(refused(pages(last - 1, 2)), Error::bad_address);
}

TEST(WhitelistTest, ARangeLiesInOneRegionOrIsRefused) {
    EXPECT_EQ(refused(pages(1, 2)), Error::bad_address);
    EXPECT_EQ(refused(pages(2, 1)), Error::bad_address);
    EXPECT_EQ(refused(pages(9, 2)), Error::bad_address);
    EXPECT_EQ(refused(pages(14, 2)), Error::bad_address);  // both are RAM, but two regions
    EXPECT_EQ(refused(pages(0, page_number_end)), Error::bad_address);
    EXPECT_EQ(refused(pages(100, 1)), Error::bad_address);
}

TEST(WhitelistTest, WhatIsReservedIsDenied) {
    EXPECT_EQ(refused(pages(3, 4)), Error::access_denied);
    EXPECT_EQ(refused(pages(6, 1)), Error::access_denied);
    EXPECT_EQ(refused(pages(6, 2)), Error::bad_address);
}

TEST(WhitelistTest, AWholeRegionIsGrantedAsAWhole) {
    EXPECT_EQ(refused(pages(17, 1)), Error::bad_alignment);
    EXPECT_EQ(refused(pages(18, 2)), Error::bad_alignment);
    EXPECT_EQ(refused(pages(17, 4)), Error::bad_address);
    EXPECT_EQ(list.permit(pages(17, 3))->slots().count, 1u);
}

TEST(WhitelistTest, SlotsAreRamFirstWithABorderBetweenRegions) {
    EXPECT_EQ(list.pool_slots(), 5u + 1 + 2 + 1 + 4);
    EXPECT_EQ(list.slots(), list.pool_slots() + (1 + 2) + (1 + 1) + (1 + 1) + (1 + 1)) << "a slot between";
    std::vector<Slots> runs;
    list.each_pool_run([&](Slots run) { runs.push_back(run); });
    EXPECT_EQ(runs, (std::vector{Slots{Slot{0}, 5}, Slots{Slot{6}, 2}, Slots{Slot{9}, 4}}));
    EXPECT_EQ(list.slot_of(PhysPage{33}), Slot{12});
    EXPECT_EQ(list.slot_of(PhysPage{19}), list.slot_of(PhysPage{17}));
}

TEST(WhitelistTest, APoolPermitFindsItsRegion) {
    EXPECT_EQ(list.pool_permit({Slot{0}, 5}).pages(), pages(10, 5));
    EXPECT_EQ(list.pool_permit({Slot{7}, 1}).pages(), pages(16, 1));
    EXPECT_EQ(list.pool_permit({Slot{9}, 4}).pages(), pages(30, 4));
}

TEST(WhitelistTest, EachPermitSplitsWhereRegionsAdjoin) {
    std::vector<PhysPages> parts;
    const auto add = [&](Permit permit) { parts.push_back(permit.pages()); };
    EXPECT_TRUE(list.each_permit(pages(13, 8), add));
    EXPECT_EQ(parts, (std::vector{pages(13, 2), pages(15, 2), pages(17, 3), pages(20, 1)}));
}

TEST(WhitelistTest, EachPermitStopsAtWhatHasNone) {
    std::vector<PhysPages> parts;
    const auto add = [&](Permit permit) { parts.push_back(permit.pages()); };
    EXPECT_EQ(list.each_permit(pages(16, 2), add), refuse(Error::bad_alignment));
    EXPECT_EQ(parts, (std::vector{pages(16, 1)}));
    EXPECT_EQ(list.each_permit(pages(20, 2), add), refuse(Error::bad_address));
    EXPECT_TRUE(list.each_permit(pages(2, 0), add));
}

TEST(WhitelistTest, FindsTheRegionOfAPageAndTheNext) {
    EXPECT_EQ(list.find(PhysPage{16})->name, "sram");
    EXPECT_EQ(list.find(PhysPage{2}), nullptr);
    EXPECT_EQ(list.find(PhysPage{last - 1}), nullptr);
    EXPECT_EQ(list.find_from(PhysPage{2})->name, "plic");
    EXPECT_EQ(list.find_from(PhysPage{34})->name, "end");
    EXPECT_EQ(list.find_from(PhysPage{page_number_end}), nullptr);
}

/// The fault of a list of two, of which the second is to blame.
What fault(Region first, Region second) {
    const auto checked = Whitelist<2>::checked({first, second});
    EXPECT_FALSE(checked);
    EXPECT_EQ(checked.error().region, 1u);
    return checked.error().what;
}

TEST(WhitelistTest, AWrongListIsRefusedWithItsRegion) {
    const Region good = region("a", Kind::device, pages(4, 2));
    EXPECT_EQ(fault(good, region("b", Kind::device, pages(9, 0))), What::empty_region);
    EXPECT_EQ(fault(good, region("b", Kind::device, pages(last, 2))), What::wraps);
    EXPECT_EQ(fault(good, region("b", Kind::device, pages(page_number_end, 1))), What::wraps);
    EXPECT_EQ(fault(good, region("b", Kind::device, pages(5, 2))), What::unsorted_or_overlapping);
    EXPECT_EQ(fault(good, region("b", Kind::device, pages(1, 2))), What::unsorted_or_overlapping);
    EXPECT_EQ(fault(good, region("a", Kind::device, pages(9, 1))), What::name_taken);
    EXPECT_EQ(fault(good, region("", Kind::device, pages(9, 1))), What::bad_name);
    EXPECT_EQ(fault(good, region("b c", Kind::device, pages(9, 1))), What::bad_name);
    EXPECT_EQ(fault(good, region("seventeen_letters", Kind::device, pages(9, 1))), What::bad_name);
    EXPECT_EQ(fault(good, region("b", Kind::ram, pages(9, 2), Granularity::whole)), What::bad_ram);
    EXPECT_EQ(fault(good, {"b", Kind::ram, Rights::rw(), Granularity::page, pages(9, 2)}), What::bad_ram);
}

TEST(WhitelistTest, MoreEntriesThanASlotCanNumberAreRefused) {
    const auto checked = Whitelist<1>::checked({region("a", Kind::device, pages(0, Word{1} << 32))});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().what, What::too_large);
    EXPECT_TRUE(Whitelist<1>::checked({region("a", Kind::device, pages(0, Word{1} << 32), Granularity::whole)}));
}

}  // namespace
