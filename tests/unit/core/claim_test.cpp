// SPDX-License-Identifier: Apache-2.0
#include "freehold/claim.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <type_traits>

#include "freehold/flat_table.hpp"

namespace {

using namespace freehold;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr auto board = Whitelist<1>::of({Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, pages(4, 4)}});
using Table = FlatTable<board>;
constexpr XousPid alice{2};

static_assert(!std::is_copy_constructible_v<Claim<Table>> && !std::is_copy_assignable_v<Claim<Table>>);
static_assert(!std::is_copy_constructible_v<Reserve<Table>> && !std::is_move_assignable_v<Reserve<Table>>);
static_assert(!std::is_default_constructible_v<Claim<Table>> && !std::is_default_constructible_v<Permit>);

Permit permit(Word first, Word count) { return board.permit(pages(first, count)).value(); }

TEST(ClaimTest, DroppedItGivesThePagesBack) {
    Table table;
    const Table before = table;
    {
        const auto claim = table.claim(permit(5, 2), alice);
        ASSERT_TRUE(claim);
        EXPECT_EQ(claim->pages(), pages(5, 2));
        EXPECT_EQ(table.owner(PhysPage{5}), alice);
    }
    EXPECT_EQ(table, before);
}

TEST(ClaimTest, CommittedItGivesNothingBack) {
    Table table;
    EXPECT_EQ(table.claim(permit(5, 2), alice).value().commit(), pages(5, 2));
    EXPECT_EQ(table.owner(PhysPage{6}), alice);
}

TEST(ClaimTest, MovedFromItGivesNothingBack) {
    Table table;
    std::optional<Claim<Table>> kept;
    {
        auto claim = table.claim(permit(5, 2), alice);
        kept.emplace(std::move(*claim));
    }
    EXPECT_EQ(table.owner(PhysPage{5}), alice);
    kept.reset();
    EXPECT_EQ(table.owner(PhysPage{5}), nobody);
}

TEST(ReserveTest, WhatIsNotDrawnGoesBack) {
    Table table;
    {
        auto reserve = table.reserve(PageCount{3}, alice);
        ASSERT_TRUE(reserve);
        EXPECT_EQ(table.available(), PageCount{1});
        const PhysPages run = reserve->draw(PageCount{1}).commit();
        EXPECT_EQ(run.count(), PageCount{1});
        EXPECT_EQ(reserve->left(), PageCount{2});
        EXPECT_EQ(table.available(), PageCount{1});
    }
    EXPECT_EQ(table.available(), PageCount{3});
}

TEST(ReserveTest, MovedFromItPromisesNothing) {
    Table table;
    {
        auto first = table.reserve(PageCount{3}, alice);
        const Reserve<Table> second{std::move(*first)};
        EXPECT_EQ(second.left(), PageCount{3});
        EXPECT_EQ(first->left(), PageCount{0});
    }
    EXPECT_EQ(table.available(), PageCount{4});
}

TEST(ReserveTest, APromiseIsKeptFromEverybodyElse) {
    Table table;
    const auto reserve = table.reserve(PageCount{3}, alice);
    EXPECT_EQ(table.reserve(PageCount{2}, alice).error(), Error::out_of_memory);
    EXPECT_EQ(table.claim(permit(4, 2), alice).error(), Error::out_of_memory);
    EXPECT_EQ(table.claim_contiguous(PageCount{2}, alice).error(), Error::out_of_memory);
}

TEST(ReserveTest, ADrawnClaimThatIsDroppedGoesToThePool) {
    Table table;
    const Table before = table;
    {
        auto reserve = table.reserve(PageCount{2}, alice);
        const Claim<Table> drawn = reserve->draw(PageCount{2});
        EXPECT_EQ(drawn.pages().count(), PageCount{2});
    }
    EXPECT_EQ(table, before);
}

}  // namespace
