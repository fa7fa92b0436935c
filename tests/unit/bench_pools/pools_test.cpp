// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "freehold_manager.hpp"
#include "freehold_pools.hpp"
#include "references/binary_buddy.hpp"
#include "references/free_stack.hpp"
#include "references/hierarchical_bitmap.hpp"
#include "references/linear_scan.hpp"
#include "references/plain_bitmap.hpp"
#include "scenario.hpp"

/// Each allocator of the benchmarks gives out every free page once, and finds pages in a row where there are some.
namespace {

using namespace freehold::bench;

constexpr std::uint32_t pages = 4096;

const Fill& half_random() { return fill_of(scenarios[2], pages); }

template <class P>
class PoolTest : public testing::Test {};

using Pools =
    testing::Types<HierarchicalBitmap, LinearScan<Scan::from_start>, LinearScan<Scan::from_cursor>, PlainBitmap,
                   FreeStack, BinaryBuddy, IndexedOwners<pages>, Table<pages>, Table<pages, SingleTable<pages>>>;
TYPED_TEST_SUITE(PoolTest, Pools);

TYPED_TEST(PoolTest, EachFreePageIsClaimedOnceAndAgainWhenItIsBack) {
    TypeParam pool{half_random()};
    Fill taken = half_random();
    std::vector<PageNumber> claimed;
    while (const auto page = pool.claim()) {
        ASSERT_LT(*page, pages);
        ASSERT_FALSE(taken[*page]);
        taken[*page] = true;
        claimed.push_back(*page);
    }
    EXPECT_EQ(std::ranges::count(taken, false), 0);
    pool.release(claimed[claimed.size() / 2]);
    EXPECT_EQ(pool.claim(), claimed[claimed.size() / 2]);
    EXPECT_FALSE(pool.claim());
}

template <class P>
class RunPoolTest : public testing::Test {};

using RunPools = testing::Types<LinearScan<Scan::from_start>, LinearScan<Scan::from_cursor>, PlainBitmap, BinaryBuddy,
                                IndexedOwners<pages>, Table<pages>>;
TYPED_TEST_SUITE(RunPoolTest, RunPools);

TYPED_TEST(RunPoolTest, AllOfMemoryInARow) {
    TypeParam pool{fill_of(scenarios[0], pages)};
    for (unsigned turn = 0; turn < 2; ++turn) {
        const auto first = pool.claim_run(64);
        ASSERT_TRUE(first);
        pool.release_run(*first, 64);
        const auto all = pool.claim_run(pages);
        ASSERT_EQ(all, PageNumber{0});
        EXPECT_FALSE(pool.claim_run(2));
        pool.release_run(*all, pages);
    }
}

TYPED_TEST(RunPoolTest, NoneWhereThereIsNone) {
    TypeParam pool{half_random()};
    EXPECT_FALSE(pool.claim_run(64));
    EXPECT_TRUE(pool.claim_run(2));
}

TEST(ManagerPool, GivesPagesAndEndsProcesses) {
    Manager<pages> manager{half_random()};
    const auto first = manager.claim();
    ASSERT_TRUE(first);
    manager.release(*first);
    EXPECT_EQ(manager.claim(), first);
    for (const freehold::Word many : {0u, 16u}) {
        const auto pid = manager.process_with(many);
        ASSERT_TRUE(pid);
        EXPECT_TRUE(manager.end(*pid));
        EXPECT_FALSE(manager.end(*pid));
    }
}

}  // namespace
