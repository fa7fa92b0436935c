// SPDX-License-Identifier: Apache-2.0
#include "freehold/flat_table.hpp"

#include <gtest/gtest.h>

/// What is the flat table's own; what every ownership table promises is held in ownership_table_test.cpp.
namespace {

using namespace freehold;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr auto board = Whitelist<3>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, pages(0, 300)},
    Region{"sram", Kind::ram, Rights::rwx(), Granularity::page, pages(300, 40)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, pages(400, 300)},
});
constexpr XousPid alice{2};

using Table = FlatTable<board>;
static_assert(OwnershipTable<Table>);
static_assert(sizeof(Table) >= board.slots(), "a byte a page");

TEST(FlatTableTest, ARunIsCutAtTheScanLimit) {
    const Table table;
    EXPECT_EQ(table.run_from(PhysPage{0}).pages, pages(0, run_scan_limit));
    EXPECT_EQ(table.run_from(PhysPage{run_scan_limit}).pages, pages(run_scan_limit, 300 - run_scan_limit));
    EXPECT_EQ(table.run_from(PhysPage{350}).pages, pages(400, run_scan_limit));
}

TEST(FlatTableTest, ContiguousPagesNeverCrossRegions) {
    Table table;
    EXPECT_EQ(table.claim_contiguous(PageCount{301}, alice).error(), Error::out_of_memory);
    EXPECT_EQ(table.claim_contiguous(PageCount{300}, alice).value().commit(), pages(0, 300));
    EXPECT_EQ(table.claim_contiguous(PageCount{40}, alice).value().commit(), pages(300, 40));
    EXPECT_EQ(table.claim_contiguous(PageCount{1}, alice).error(), Error::out_of_memory);
}

TEST(FlatTableTest, EveryProcessHasRoomForEveryRun) {
    Table table;
    const Permit permit = board.permit(pages(5, 1)).value();
    (void)table.claim(permit, alice).value().commit();
    EXPECT_TRUE(table.has_room(1000000, alice));
    EXPECT_EQ(table.splits(permit), 0u);
    EXPECT_FALSE(table.parked(alice));
}

}  // namespace
