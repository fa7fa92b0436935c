// SPDX-License-Identifier: Apache-2.0
#include "freehold/run_table.hpp"

#include <gtest/gtest.h>

#include <utility>

#include "run_table_world.hpp"

/// What is `RunTable`'s own: budgets of runs, how pages are chosen, bytes. Parked pages are in run_table_parking_test.cpp; what it
/// shares with the other table is in ownership_table_test.cpp.
namespace {

using namespace freehold;
using namespace freehold::run_table_world;

/// 16 MiB of RAM, 128 MiB of flash and registers, all at page granularity.
constexpr auto precursor =
    Whitelist<3>::of({paged("flash", Kind::storage, 0x20000, 32768), paged("sram", Kind::ram, 0x40000, 4096),
                      paged("csr", Kind::device, 0xf0000, 64)});
static_assert(sizeof(RunTable<precursor, RunBudget{12, 32, 12}>) <= 2048);

constexpr auto icicle =
    Whitelist<2>::of({paged("mmio", Kind::device, 0x20000, 64), paged("ddr", Kind::ram, 0x80000, 262144)});
static_assert(sizeof(RunTable<icicle, RunBudget{20, 32, 16}>) <= 4096);

TEST(RunTableTest, NeighboursOfOneProcessAreOneRun) {
    Small table;
    for (Word page = 0; page < 40; ++page) EXPECT_TRUE(claim(table, page, 1, alice));
    EXPECT_TRUE(table.has_room(3, alice));
    EXPECT_FALSE(table.has_room(4, alice));
}

TEST(RunTableTest, ARunEndsWithItsRegion) {
    Small table;
    EXPECT_TRUE(claim(table, 63, 1, alice));   // the last slot of the pool
    EXPECT_TRUE(claim(table, 100, 1, alice));  // the slot after it
    EXPECT_TRUE(table.has_room(2, alice));
    EXPECT_FALSE(table.has_room(3, alice));
}

TEST(RunTableTest, AClaimBeyondTheBudgetChangesNothing) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    const Small before = table;
    EXPECT_EQ(table.claim(permit(20, 1), alice).error(), Error::out_of_memory);
    EXPECT_EQ(table.reserve(PageCount{1}, alice, PageCount{1}).error(), Error::out_of_memory)
        << "what is kept is a run each";
    EXPECT_EQ(table, before);
    EXPECT_TRUE(claim(table, 1, 1, alice)) << "joins two";
    EXPECT_TRUE(claim(table, 20, 1, alice));
}

TEST(RunTableTest, AtTheEndOfItsBudgetAProcessStillGrows) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    auto reserve = table.reserve(PageCount{50}, alice);
    ASSERT_TRUE(reserve) << "behind its last run";
    EXPECT_EQ(reserve->draw(PageCount{50}).commit(), pages(7, 50));
}

Word drawn(Small& table, XousPid pid) {
    auto reserve = table.reserve(PageCount{1}, pid);
    return reserve ? reserve->draw(PageCount{1}).commit().first().number() : 99;
}

TEST(RunTableTest, ADrawGoesOnWhereTheLastOneOfTheSameProcessEnded) {
    Small table;
    EXPECT_TRUE(claim(table, 2, 1, bob));
    EXPECT_EQ(drawn(table, alice), 0u);
    EXPECT_EQ(drawn(table, alice), 1u);
    EXPECT_EQ(drawn(table, alice), 3u);
    table.release(permit(2, 1), bob);
    EXPECT_EQ(drawn(table, alice), 4u) << "though the first run could grow too";
    EXPECT_EQ(drawn(table, bob), 2u) << "another process does not go on there";
    EXPECT_EQ(drawn(table, alice), 5u) << "nothing was behind its first run";
    EXPECT_TRUE(claim(table, 6, 1, bob));
    EXPECT_EQ(drawn(table, alice), 7u) << "no room behind any";
}

TEST(RunTableTest, WhereTheLastDrawEndedIsForgottenWithItsPages) {
    Small table;
    EXPECT_TRUE(claim(table, 8, 1, alice));
    const Small before = table;
    EXPECT_EQ(drawn(table, alice), 9u);
    EXPECT_NE(table, before);
    table.release(permit(9, 1), alice);
    EXPECT_EQ(table, before);
}

TEST(RunTableTest, APromiseIsKeptInTheFewestRuns) {
    Small table;
    EXPECT_TRUE(claim(table, 1, 1, bob));  // gaps of 1, 2, 3, 10 and 44 pages
    EXPECT_TRUE(claim(table, 4, 1, bob));
    EXPECT_TRUE(claim(table, 8, 1, bob));
    EXPECT_TRUE(claim(table, 19, 1, bob));
    {
        auto reserve = table.reserve(PageCount{52}, alice);
        ASSERT_TRUE(reserve);
        EXPECT_EQ(reserve->draw(PageCount{52}).commit(), pages(20, 44));
        EXPECT_EQ(reserve->draw(PageCount{8}).commit(), pages(9, 8));
    }
    EXPECT_EQ(table.available(), PageCount{8});
    EXPECT_TRUE(table.has_room(2, alice)) << "two runs of her four";
}

TEST(RunTableTest, APromiseThatNeedsTooManyRunsIsNone) {
    Small table;
    for (Word page = 1; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, bob));
    for (Word page = 9; page < 16; page += 2) EXPECT_TRUE(claim(table, page, 1, carol));
    EXPECT_TRUE(claim(table, 16, 48, kernel_pid));  // free: 0, 2, 4 ... 14
    const Small before = table;
    EXPECT_EQ(table.reserve(PageCount{5}, alice).error(), Error::out_of_memory);
    EXPECT_EQ(table, before);
    auto reserve = table.reserve(PageCount{4}, alice);
    ASSERT_TRUE(reserve);
    EXPECT_EQ(table.claim(permit(100, 1), bob).error(), Error::out_of_memory) << "one promise at a time";
    while (reserve->left().raw() != 0) (void)reserve->draw(reserve->left()).commit();
    EXPECT_FALSE(table.has_room(1, alice));
}

TEST(RunTableTest, WhatIsKeptUsesUpTheSmallestGaps) {
    Small table;
    EXPECT_TRUE(claim(table, 10, 5, bob));
    EXPECT_TRUE(claim(table, 16, 5, bob));
    auto reserve = table.reserve(PageCount{2}, alice, PageCount{2});
    ASSERT_TRUE(reserve);
    EXPECT_EQ(reserve->draw_kept().commit(), pages(15, 1));
    EXPECT_EQ(reserve->draw_kept().commit(), pages(9, 1))
        << "from the end, so that who owns what is before it can grow";
}

/// Every other page of everything it may own; then the others use their whole budgets.
TEST(RunTableTest, WhoFragmentsIsStoppedByItsOwnBudget) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 40, alice));
    EXPECT_TRUE(claim(table, 100, 40, alice));
    for (Word page = 1; page < 39; page += 2) (void)table.release(permit(page, 1), alice);
    for (Word page = 101; page < 139; page += 2) (void)table.release(permit(page, 1), alice);
    EXPECT_FALSE(table.has_room(1, alice));
    for (const XousPid other : {bob, carol}) {
        const Word first = other == bob ? 41 : 51;
        for (Word i = 0; i < few.runs; ++i) EXPECT_TRUE(claim(table, first + 2 * i, 1, other)) << i;
        EXPECT_FALSE(claim(table, first + 2 * few.runs, 1, other));
    }
    EXPECT_TRUE(claim(table, 60, 1, kernel_pid));
    EXPECT_TRUE(claim(table, 62, 1, kernel_pid));
}

}  // namespace
