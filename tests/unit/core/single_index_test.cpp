// SPDX-License-Identifier: Apache-2.0
#include "freehold/single_index.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <utility>
#include <vector>

#include "freehold/flat_table.hpp"

namespace {

using namespace freehold;

constexpr std::uint32_t capacity = 5000;

/// The index beside a list of bools, through random changes of one slot and of many.
class SingleIndexTest : public testing::Test {
protected:
    void change(Slots run) {
        const bool was = free[run.first.index()];
        was ? index.take(run) : index.put(run);
        std::fill_n(free.begin() + run.first.index(), run.count, !was);
    }
    /// As many as are alike from a slot on, at most `most`.
    Slots alike(std::uint32_t first, std::uint32_t most) const {
        std::uint32_t count = 1;
        while (count < most && first + count < capacity && free[first + count] == free[first]) ++count;
        return {Slot{first}, count};
    }
    void agree() const {
        const auto lowest = std::ranges::find(free, true) - free.begin();
        EXPECT_EQ(index.free_count(), std::ranges::count(free, true));
        if (lowest == capacity) {
            EXPECT_FALSE(index.find(1));
            return;
        }
        EXPECT_EQ(index.lowest().index(), lowest);
        EXPECT_EQ(index.find(1), index.lowest());
        EXPECT_EQ(index.first_run(9).count, 1u);
        EXPECT_FALSE(index.find(2));
    }

    SingleIndex<capacity> index;
    std::vector<bool> free = std::vector<bool>(capacity, false);
};

TEST_F(SingleIndexTest, AgreesWithABitASlot) {
    std::mt19937 random{1};
    agree();
    for (unsigned step = 0; step < 4000; ++step) {
        const std::uint32_t at = random() % capacity;
        EXPECT_EQ(index.free(Slot{at}), free[at]);
        const Slots run = alike(at, random() % 2 == 0 ? 1 : 300);
        EXPECT_EQ(index.all_free(run), free[at]);
        change(run);
        agree();
    }
}

TEST_F(SingleIndexTest, LastIsFound) {
    change({Slot{0}, capacity});
    change({Slot{0}, capacity - 1});
    agree();
    change({Slot{capacity - 1}, 1});
    agree();
}

constexpr auto ram = Whitelist<1>::of(
    {Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, PhysPages{PhysPage{16}, PageCount{4096}}}});
using Table = FlatTable<ram, SingleIndex<ram.pool_slots()>>;

TEST(FlatTableOfSinglePages, GrantsAnyNumberPageByPageAndNoneInARow) {
    constexpr XousPid pid{2};
    Table table;
    EXPECT_FALSE(table.claim_contiguous(PageCount{2}, pid));
    ASSERT_TRUE(table.claim_contiguous(PageCount{1}, pid));  // and dropped
    auto reserve = table.reserve(PageCount{4096}, pid);
    ASSERT_TRUE(reserve);
    for (Word page = 16; page < 16 + 4096; ++page)
        EXPECT_EQ(reserve->draw(reserve->left()).commit(), (PhysPages{PhysPage{page}, PageCount{1}}));
    EXPECT_EQ(table.available(), PageCount{0});
    EXPECT_EQ(table.release(*ram.permit({PhysPage{20}, PageCount{3}}), pid), PageCount{3});
    EXPECT_EQ(table.owner(PhysPage{20}), nobody);
    EXPECT_EQ(table.available(), PageCount{3});
}

TEST(FlatTableOfSinglePages, TakesAtMostNinePointTwoBitsAPage) {
    static_assert(OwnershipTable<Table>);
    EXPECT_LE(sizeof(Table) * 8.0 / 4096, 9.2);
    EXPECT_LT(sizeof(Table), sizeof(FlatTable<ram>));
}

}  // namespace
