// SPDX-License-Identifier: Apache-2.0
#include "freehold/ownership.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <random>
#include <utility>
#include <vector>

#include "freehold/flat_table.hpp"
#include "freehold/run_table.hpp"

/// What `OwnershipTable` promises, asked of each table that says it is one (R7).
namespace {

using namespace freehold;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }

/// Two regions of RAM that adjoin and one apart, storage beside a register page, registers that are one thing, what is reserved.
constexpr auto board = Whitelist<7>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, pages(2, 20)},
    Region{"sram", Kind::ram, Rights::rwx(), Granularity::page, pages(22, 6)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, pages(30, 9)},
    Region{"uart", Kind::device, Rights::rw(), Granularity::page, pages(39, 1)},
    Region{"video", Kind::device, Rights::rw(), Granularity::whole, pages(40, 3)},
    Region{"plic", Kind::reserved, Rights::rw(), Granularity::page, pages(44, 2)},
    Region{"itcm", Kind::ram, Rights::rwx(), Granularity::page, pages(50, 3)},
});
constexpr Word ram_pages = 29;
constexpr Word page_end = 54;
constexpr XousPid alice{2};
constexpr XousPid bob{3};

template <class Table>
class OwnershipTableTest : public testing::Test {
protected:
    using Taken = Expected<Claim<Table>>;

    static Permit permit(Word first, Word count) { return board.permit(pages(first, count)).value(); }
    bool claim(Word first, Word count, XousPid pid) {
        auto taken = table.claim(permit(first, count), pid);
        return taken && std::move(*taken).commit() == pages(first, count);
    }
    XousPid owner(Word page) const { return table.owner(PhysPage{page}); }
    /// Draws the whole of a promise.
    std::optional<std::vector<PhysPages>> draw_all(PageCount count, PageCount most, XousPid pid) {
        auto reserve = table.reserve(count, pid);
        if (!reserve) return {};
        std::vector<PhysPages> drawn;
        while (reserve->left().raw() != 0) drawn.push_back(reserve->draw(std::min(most, reserve->left())).commit());
        return drawn;
    }

    Table table;
};

using Tables = testing::Types<FlatTable<board>, RunTable<board, RunBudget{4, 40, 40}>>;
TYPED_TEST_SUITE(OwnershipTableTest, Tables);

TYPED_TEST(OwnershipTableTest, StartsWithEveryPageFree) {
    EXPECT_EQ(this->table.available(), PageCount{ram_pages});
    for (Word page = 0; page < page_end; ++page)
        EXPECT_EQ(this->owner(page), page == 44 || page == 45 ? kernel_pid : nobody) << page;
}

TYPED_TEST(OwnershipTableTest, ClaimsExactPagesOnce) {
    EXPECT_TRUE(this->claim(4, 3, alice));
    EXPECT_EQ(this->table.available(), PageCount{ram_pages - 3});
    for (const XousPid pid : {alice, bob, kernel_pid})
        for (Word page = 3; page < 7; ++page) {
            const auto again = this->table.claim(this->permit(page, 2), pid);
            ASSERT_FALSE(again) << page;
            EXPECT_EQ(again.error(), Error::memory_in_use);
        }
    EXPECT_EQ(this->owner(3), nobody);
    EXPECT_EQ(this->owner(4), alice);
    EXPECT_EQ(this->owner(6), alice);
    EXPECT_EQ(this->owner(7), nobody);
}

TYPED_TEST(OwnershipTableTest, ARegionThatIsOneThingHasOneOwner) {
    EXPECT_TRUE(this->claim(40, 3, alice));
    for (Word page = 40; page < 43; ++page) EXPECT_EQ(this->owner(page), alice);
    EXPECT_EQ(this->owner(39), nobody);
    EXPECT_EQ(this->table.available(), PageCount{ram_pages}) << "a device is not of the pool";
    EXPECT_EQ(this->table.release(this->permit(40, 3), alice), PageCount{3});
    EXPECT_EQ(this->table, TypeParam{});
}

TYPED_TEST(OwnershipTableTest, AClaimThatIsDroppedLeavesNothing) {
    EXPECT_TRUE(this->claim(4, 2, alice));
    EXPECT_TRUE(this->claim(7, 2, alice));
    const TypeParam before = this->table;
    EXPECT_TRUE(this->table.claim(this->permit(6, 1), alice)) << "dropped at the end of this line, as all of these";
    EXPECT_EQ(this->table, before);
    EXPECT_TRUE(this->table.claim_contiguous(PageCount{5}, bob));
    EXPECT_EQ(this->table, before);
    {
        const auto promise = this->table.reserve(PageCount{9}, bob);
        EXPECT_EQ(this->table.available(), PageCount{ram_pages - 13});
    }
    EXPECT_EQ(this->table, before);
}

TYPED_TEST(OwnershipTableTest, ConsecutivePagesLieInOneRegion) {
    auto all = this->table.claim_contiguous(PageCount{26}, alice);
    EXPECT_FALSE(all) << "a claim lies in one region, though these two adjoin";
    auto most = this->table.claim_contiguous(PageCount{20}, alice);
    ASSERT_TRUE(most);
    EXPECT_EQ(std::move(*most).commit(), pages(2, 20));
    EXPECT_FALSE(this->table.claim_contiguous(PageCount{7}, alice));
    EXPECT_FALSE(this->table.claim_contiguous(PageCount{0}, alice));
    EXPECT_TRUE(this->table.claim_contiguous(PageCount{6}, bob));
}

TYPED_TEST(OwnershipTableTest, APromiseIsKept) {
    const auto drawn = this->draw_all(PageCount{ram_pages}, PageCount{ram_pages}, alice);
    ASSERT_TRUE(drawn);
    EXPECT_EQ(this->table.available(), PageCount{0});
    Word sum = 0;
    for (const PhysPages run : *drawn)
        for (PhysPage page = run.first(); page < run.end(); page = page + PageCount{1}, ++sum)
            EXPECT_EQ(this->table.owner(page), alice);
    EXPECT_EQ(sum, ram_pages);
    EXPECT_EQ(this->table.reserve(PageCount{1}, bob).error(), Error::out_of_memory);
}

TYPED_TEST(OwnershipTableTest, APromiseOfMoreThanThereIsChangesNothing) {
    EXPECT_EQ(this->table.reserve(PageCount{ram_pages + 1}, alice).error(), Error::out_of_memory);
    EXPECT_EQ(this->table, TypeParam{});
}

TYPED_TEST(OwnershipTableTest, WhatIsKeptForAProcessIsItsOwn) {
    {
        auto reserve = this->table.reserve(PageCount{5}, alice, PageCount{2});
        ASSERT_TRUE(reserve);
        const PhysPage root = reserve->draw_kept().commit().first();
        const PhysPage leaf = reserve->draw_kept().commit().first();
        EXPECT_NE(root, leaf);
        EXPECT_EQ(reserve->draw(PageCount{3}).commit().count(), PageCount{3});
        EXPECT_EQ(this->table.owner(root), alice);
        for (const PhysPage page : {leaf, root})
            EXPECT_EQ(this->table.release(this->permit(page.number(), 1), alice), PageCount{1});
    }
    EXPECT_EQ(this->table.available(), PageCount{ram_pages - 3});
}

TYPED_TEST(OwnershipTableTest, PagesChangeHandsWithoutBeingFree) {
    EXPECT_TRUE(this->claim(4, 5, alice));
    ASSERT_TRUE(this->table.has_room(1, bob));
    ASSERT_TRUE(this->table.has_room(this->table.splits(this->permit(6, 1)), alice));
    this->table.transfer(this->permit(6, 1), alice, bob);
    EXPECT_EQ(this->owner(5), alice);
    EXPECT_EQ(this->owner(6), bob);
    EXPECT_EQ(this->owner(7), alice);
    EXPECT_EQ(this->table.available(), PageCount{ram_pages - 5});
    EXPECT_EQ(this->table.release(this->permit(6, 1), bob), PageCount{1});
    EXPECT_EQ(this->table.release(this->permit(7, 2), alice), PageCount{2});
    EXPECT_EQ(this->table.release(this->permit(4, 2), alice), PageCount{2});
    EXPECT_EQ(this->table, TypeParam{});
}

TYPED_TEST(OwnershipTableTest, WhatIsAwayIsTheKernelsUntilItComesBack) {
    EXPECT_TRUE(this->claim(4, 5, alice));
    this->table.transfer(this->permit(6, 1), alice, kernel_pid);
    EXPECT_EQ(this->owner(6), kernel_pid);
    EXPECT_EQ(this->table.release(this->permit(4, 2), alice), PageCount{2});
    EXPECT_EQ(this->table.release(this->permit(7, 2), alice), PageCount{2});
    EXPECT_EQ(this->owner(6), kernel_pid);
    EXPECT_EQ(this->table.claim(this->permit(6, 1), bob).error(), Error::memory_in_use);
    EXPECT_EQ(this->table.release(this->permit(6, 1), kernel_pid), PageCount{1});
    (void)this->table.finish(alice);
    EXPECT_EQ(this->table, TypeParam{});
}

TYPED_TEST(OwnershipTableTest, RunsTellTheWholeBoard) {
    EXPECT_TRUE(this->claim(4, 3, alice));
    EXPECT_TRUE(this->claim(7, 1, bob));
    EXPECT_TRUE(this->claim(38, 1, bob));
    EXPECT_TRUE(this->claim(39, 1, bob));
    Word next = 0;
    std::map<Word, std::pair<Word, XousPid>> seen;
    for (OwnedRun run = this->table.run_from(PhysPage{0}); run.pages.count().raw() != 0;
         run = this->table.run_from(PhysPage{next})) {
        seen[run.pages.first().number()] = {run.pages.count().raw(), run.owner};
        next = run.pages.end().number();
    }
    const std::map<Word, std::pair<Word, XousPid>> expected{{2, {2, nobody}},      {4, {3, alice}},   {7, {1, bob}},
                                                            {8, {14, nobody}},     {22, {6, nobody}}, {30, {8, nobody}},
                                                            {38, {1, bob}},        {39, {1, bob}},    {40, {3, nobody}},
                                                            {44, {2, kernel_pid}}, {50, {3, nobody}}};
    EXPECT_EQ(seen, expected);
}

/// Both tables beside an owner a page, on requests at random: pieces of runs freed, handed over, claimed again.
TYPED_TEST(OwnershipTableTest, AgreesWithAnOwnerAPage) {
    std::mt19937 engine{7};
    const auto below = [&](unsigned bound) { return static_cast<unsigned>(engine() % bound); };
    std::array<XousPid, page_end> owner{};
    const auto set = [&](PhysPages run, XousPid pid) {
        for (PhysPage page = run.first(); page < run.end(); page = page + PageCount{1}) owner[page.number()] = pid;
    };
    unsigned granted = 0;
    for (int step = 0; step < 20000; ++step) {
        const XousPid pid{static_cast<std::uint8_t>(2 + below(3))};
        const auto some = board.permit(pages(below(page_end), 1 + below(4)));
        const auto all = [&](XousPid each) {
            return std::all_of(owner.begin() + static_cast<int>(some->pages().first().number()),
                               owner.begin() + static_cast<int>(some->pages().end().number()),
                               [&](XousPid is) { return is == each; });
        };
        const unsigned act = below(5);
        if (act == 0 && some) {
            auto claim = this->table.claim(*some, pid);
            ASSERT_EQ(claim.has_value(), all(nobody));
            if (claim) set(std::move(*claim).commit(), pid);
        } else if (act == 1 && some && all(pid)) {
            ASSERT_EQ(this->table.release(*some, pid), some->pages().count());
            set(some->pages(), nobody);
        } else if (act == 2 && some && all(pid)) {
            this->table.transfer(*some, pid, alice);
            set(some->pages(), alice);
        } else if (act == 3) {
            const PageCount count{1 + below(4)};
            if (count <= this->table.available()) {
                const auto drawn = this->draw_all(count, PageCount{1 + below(4)}, pid);
                ASSERT_TRUE(drawn);
                for (const PhysPages run : *drawn) set(run, pid);
            }
        } else if (act == 4) {
            auto claim = this->table.claim_contiguous(PageCount{1 + below(4)}, pid);
            if (claim) set(std::move(*claim).commit(), pid);
            granted += claim.has_value();
        }
        Word free = 0;
        for (Word page = 0; page < page_end; ++page) {
            const Region* region = board.find(PhysPage{page});
            if (region && region->kind == Kind::reserved) continue;
            ASSERT_EQ(this->owner(page), owner[page]) << "page " << page << " in step " << step;
            free += region && region->kind == Kind::ram && owner[page] == nobody;
        }
        ASSERT_EQ(this->table.available(), PageCount{free});
    }
    EXPECT_GT(granted, 100u);
}

}  // namespace
