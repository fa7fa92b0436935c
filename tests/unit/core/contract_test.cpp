// SPDX-License-Identifier: Apache-2.0
#include "freehold/contract.hpp"

#include <gtest/gtest.h>

#include "freehold/flat_table.hpp"

namespace {

using namespace freehold;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr auto board = Whitelist<1>::of({Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, pages(4, 4)}});

TEST(ContractTest, HeldItDoesNothing) { expects(true); }

TEST(ContractDeathTest, BrokenItStops) { EXPECT_DEATH(expects(false), ""); }

TEST(ContractDeathTest, GivingBackAnothersPagesIsADefectOfTheManager) {
    FlatTable<board> table;
    const Permit permit = board.permit(pages(4, 1)).value();
    EXPECT_DEATH((void)table.release(permit, XousPid{2}), "");
    EXPECT_DEATH(table.transfer(permit, XousPid{2}, XousPid{3}), "");
}

}  // namespace
