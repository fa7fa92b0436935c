// SPDX-License-Identifier: Apache-2.0
#include "freehold/address_space.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "arch/host/paper.hpp"
#include "freehold/flat_table.hpp"

namespace {

using namespace freehold;

constexpr PhysPages phys(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr VirtPages virt(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }
constexpr auto board = Whitelist<1>::of({Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, phys(2, 12)}});
constexpr Layout layout{virt(4, 16), VirtPage{4}, virt(8, 4), virt(12, 8)};

class AddressSpaceTest : public testing::Test {
protected:
    using Table = FlatTable<board>;

    AddressSpaceTest() {
        space.translation().start(machine, [] { return PhysPage{20}; });
        Word next = 21;
        space.translation().add_tables(machine, virt(0, 24), [&] { return PhysPage{next++}; });
    }
    void map(Word at, Word physical, Word count) {
        Vacancy vacancy = space.vacant(machine, layout, virt(at, count)).value();
        auto claim = table.claim(board.permit(phys(physical, count)).value(), XousPid{2});
        space.map(machine, vacancy, std::move(*claim), Rights::rw(), false);
    }
    Entry entry(const auto& of, Word page) { return of.translation().at(machine, VirtPage{page}); }
    template <class Ticket>
    static Expected<VirtPages> pages_of(const Expected<Ticket>& ticket) {
        return ticket ? Expected<VirtPages>{ticket->pages()} : refuse(ticket.error());
    }
    Expected<VirtPages> vacant(VirtPages pages) { return pages_of(space.vacant(machine, layout, pages)); }
    Expected<VirtPages> found(VirtPages zone, Word from, Word count) {
        return pages_of(space.find_vacant(machine, zone, VirtPage{from}, PageCount{count}));
    }
    Expected<VirtPages> held(VirtPages pages, Use use = Use::plain) {
        return pages_of(space.holding(machine, layout, pages, use));
    }

    host::PaperMachine<32> machine;
    Table table;
    AddressSpace<host::PaperMmu<24, 8>> space;
};

TEST_F(AddressSpaceTest, OnlyUserAddressesAreVacant) {
    EXPECT_EQ(vacant(virt(4, 16)), virt(4, 16));
    EXPECT_EQ(vacant(virt(3, 2)), refuse(Error::bad_address));
    EXPECT_EQ(vacant(virt(19, 2)), refuse(Error::bad_address));
    EXPECT_EQ(vacant(virt(page_number_end - 1, 1)), refuse(Error::bad_address));
    map(6, 3, 1);
    EXPECT_EQ(vacant(virt(5, 3)), refuse(Error::memory_in_use));
}

TEST_F(AddressSpaceTest, TheLowestVacancyOfAZoneIsFound) {
    map(13, 2, 1);
    map(15, 3, 1);
    EXPECT_EQ(found(layout.maps, 0, 1), virt(12, 1));
    EXPECT_EQ(found(layout.maps, 13, 1), virt(14, 1));
    EXPECT_EQ(found(layout.maps, 12, 2), virt(16, 2));
    EXPECT_EQ(found(layout.maps, 12, 4), virt(16, 4));
    EXPECT_EQ(found(layout.maps, 12, 5), refuse(Error::out_of_memory));
    EXPECT_EQ(found(layout.maps, 100, 1), refuse(Error::out_of_memory));
    EXPECT_EQ(found(layout.maps, 12, ~Word{0}), refuse(Error::out_of_memory));
}

TEST_F(AddressSpaceTest, AHoldingIsOfOneUse) {
    map(6, 3, 3);
    EXPECT_EQ(held(virt(6, 3)), virt(6, 3));
    EXPECT_EQ(held(virt(6, 4)), refuse(Error::bad_address));
    EXPECT_EQ(held(virt(3, 1)), refuse(Error::bad_address));
    EXPECT_EQ(held(virt(6, 1), Use::lent), refuse(Error::share_violation));
    space.mark(machine, virt(7, 1), Use::lent);
    EXPECT_EQ(held(virt(6, 3)), refuse(Error::share_violation));
    EXPECT_EQ(held(virt(7, 1), Use::lent), virt(7, 1));
}

TEST_F(AddressSpaceTest, UnmapHandsOutPhysicalRuns) {
    map(6, 3, 2);
    map(8, 9, 1);
    map(9, 5, 1);
    std::vector<PhysPages> runs;
    const auto add = [&](PhysPages run) { runs.push_back(run); };
    const Holding holding = space.holding(machine, layout, virt(6, 4)).value();
    space.each_run(machine, holding, add);
    EXPECT_EQ(runs, (std::vector{phys(3, 2), phys(9, 1), phys(5, 1)}));
    runs.clear();
    space.unmap(machine, holding, add);
    EXPECT_EQ(runs, (std::vector{phys(3, 2), phys(9, 1), phys(5, 1)}));
    EXPECT_EQ(vacant(virt(6, 4)), virt(6, 4));
}

TEST_F(AddressSpaceTest, MovedPagesKeepWhatTheyAre) {
    Vacancy at = space.vacant(machine, layout, virt(8, 2)).value();
    space.map_moved(machine, at, {Use::detached, true, Rights::rwx(), PhysPage{6}});
    EXPECT_EQ(space.translation().at(machine, VirtPage{8}), (Entry{Use::plain, true, Rights::rwx(), PhysPage{6}}));
}

TEST_F(AddressSpaceTest, WhatIsLentIsOnBothSidesUntilItIsTakenBack) {
    AddressSpace<host::PaperMmu<24, 8>> borrower = space;
    map(8, 3, 2);
    EXPECT_FALSE(space.lends(machine, virt(8, 2), borrower, VirtPage{12}));
    space.mark(machine, virt(8, 2), Use::detached);
    const Vacancy there = borrower.vacant(machine, layout, virt(12, 2)).value();
    space.lend(machine, virt(8, 2), borrower, there, Rights::rwx());
    for (Word i = 0; i < 2; ++i) {
        EXPECT_EQ(entry(space, 8 + i), (Entry{Use::lent, false, Rights::rw(), PhysPage{3 + i}}));
        EXPECT_EQ(entry(borrower, 12 + i), (Entry{Use::borrowed, false, Rights::rw(), PhysPage{3 + i}}));
    }
    EXPECT_TRUE(space.lends(machine, virt(8, 2), borrower, VirtPage{12}));
    EXPECT_FALSE(space.lends(machine, virt(8, 2), borrower, VirtPage{13}));
    EXPECT_FALSE(space.lends(machine, virt(8, 1), borrower, VirtPage{13}));
    const auto home = [](VirtPage page, Entry e) {
        e.use = page == VirtPage{8} ? Use::plain : Use::detached;
        return e;
    };
    EXPECT_FALSE(space.take_back(machine, virt(8, 1), borrower, VirtPage{13}, home));
    EXPECT_FALSE(space.take_back(machine, virt(10, 1), borrower, VirtPage{12}, home));
    EXPECT_EQ(entry(space, 8).use, Use::lent);
    EXPECT_TRUE(space.take_back(machine, virt(8, 2), borrower, VirtPage{12}, home));
    EXPECT_EQ(entry(space, 8), (Entry{Use::plain, false, Rights::rw(), PhysPage{3}}));
    EXPECT_EQ(entry(space, 9), (Entry{Use::detached, false, Rights::rw(), PhysPage{4}}));
    EXPECT_EQ(entry(borrower, 12), Entry{});
    EXPECT_EQ(entry(borrower, 13), Entry{});
}

TEST_F(AddressSpaceTest, NothingThatIsAwayOrAbsentIsLent) {
    AddressSpace<host::PaperMmu<24, 8>> borrower = space;
    map(8, 3, 1);
    const Vacancy there = borrower.vacant(machine, layout, virt(12, 1)).value();
    EXPECT_DEATH(space.lend(machine, virt(7, 1), borrower, there, Rights::rw()), "");
    space.mark(machine, virt(8, 1), Use::lent);
    EXPECT_DEATH(space.lend(machine, virt(8, 1), borrower, there, Rights::rw()), "");
    space.mark(machine, virt(8, 1), Use::detached);
    EXPECT_DEATH(space.lend(machine, virt(8, 2), borrower, there, Rights::rw()), "");
}

TEST_F(AddressSpaceTest, AVacancyHoldsNoMoreThanItIs) {
    Vacancy at = space.vacant(machine, layout, virt(8, 1)).value();
    space.map_moved(machine, at, {Use::detached, false, Rights::rw(), PhysPage{6}});
    EXPECT_DEATH(space.map_moved(machine, at, {Use::detached, false, Rights::rw(), PhysPage{7}}), "");
}

TEST(EntryTest, WhatTheHardwareMayUse) {
    const auto with = [](Use use, bool fresh, Rights rights) {
        return Entry{use, fresh, rights, PhysPage{1}}.accessible();
    };
    EXPECT_TRUE(with(Use::plain, false, Rights::r()));
    EXPECT_TRUE(with(Use::borrowed, false, Rights::x()));
    EXPECT_FALSE(with(Use::plain, true, Rights::rw()));
    EXPECT_FALSE(with(Use::plain, false, Rights::none()));
    EXPECT_FALSE(with(Use::lent, false, Rights::rw()));
    EXPECT_FALSE(with(Use::detached, false, Rights::rw()));
    EXPECT_FALSE(with(Use::absent, false, Rights::rw()));
}

}  // namespace
