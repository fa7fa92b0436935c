// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <set>

#include "run_table_world.hpp"

/// Pages that a process has freed in the middle of a run, with no run to spare to say so; and what an end leaves.
namespace {

using namespace freehold;
using namespace freehold::run_table_world;

TEST(RunTableParkingTest, AFreeInTheMiddleBeyondTheBudgetParks) {
    for (const Word base : {Word{0}, Word{100}}) {
        Small table;
        EXPECT_TRUE(claim(table, base, 20, alice));
        for (Word page = base + 2; page < base + 8; page += 2)
            EXPECT_EQ(table.release(permit(page, 1), alice), PageCount{1});
        EXPECT_FALSE(table.parked(alice));
        EXPECT_EQ(table.release(permit(base + 10, 1), alice), PageCount{0});
        EXPECT_TRUE(table.parked(alice));
        EXPECT_EQ(table.owner(PhysPage{base + 10}), alice);
        EXPECT_EQ(table.claim(permit(base + 10, 1), bob).error(), Error::memory_in_use) << "given to nobody";
        EXPECT_EQ(table.claim(permit(base + 10, 1), alice).error(), Error::memory_in_use);
    }
}

TEST(RunTableParkingTest, ParkedPagesGoWithTheirNeighbour) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 20, alice));
    std::set<Word> in_use;
    for (Word page = 0; page < 20; ++page) in_use.insert(page);
    const auto release = [&](Word page) {
        in_use.erase(page);
        return table.release(permit(page, 1), alice).raw();
    };
    for (const Word page : {2u, 4u, 6u}) EXPECT_EQ(release(page), 1u);
    for (const Word page : {10u, 11u, 13u}) EXPECT_EQ(release(page), 0u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{0});
    for (const Word page : {7u, 8u}) EXPECT_EQ(release(page), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{0});
    EXPECT_EQ(release(9), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{2});
    EXPECT_TRUE(table.parked(alice)) << "13 still is";
    EXPECT_EQ(release(12), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{1});
    EXPECT_FALSE(table.parked(alice));
    EXPECT_EQ(table.available(), PageCount{64 - in_use.size()});
}

TEST(RunTableParkingTest, TheEndOfAProcessGivesBackWhatIsParked) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, 10 * page, page == 0 ? 3 : 1, alice));
    EXPECT_EQ(table.release(permit(1, 1), alice), PageCount{0});
    EXPECT_EQ(table.release(permit(0, 1), alice), PageCount{1});
    EXPECT_EQ(table.release(permit(2, 1), alice), PageCount{1});
    for (Word page = 2; page < 8; page += 2) EXPECT_EQ(table.release(permit(10 * page, 1), alice), PageCount{1});
    EXPECT_EQ(table.finish(alice).ram, PageCount{1});
    EXPECT_EQ(table, Small{});
}

TEST(RunTableParkingTest, ADeadLendersPagesAreTheKernelsWhateverItsBudget) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 9, alice));
    for (Word page = 20; page < 26; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    table.transfer(permit(4, 1), alice, kernel_pid);  // in the middle, and no run to spare
    EXPECT_EQ(table.owner(PhysPage{4}), kernel_pid);
    EXPECT_TRUE(table.has_room(few.kernel_runs, kernel_pid)) << "counted to the lender";
    EXPECT_EQ(table.release(permit(0, 4), alice), PageCount{4});
    EXPECT_EQ(table.release(permit(5, 4), alice), PageCount{4});
    for (Word page = 20; page < 26; page += 2) EXPECT_EQ(table.release(permit(page, 1), alice), PageCount{1});
    EXPECT_EQ(table.owner(PhysPage{4}), kernel_pid);
    EXPECT_EQ(table.release(permit(4, 1), kernel_pid), PageCount{1});
    (void)table.finish(alice);
    EXPECT_EQ(table, Small{});
}

}  // namespace
