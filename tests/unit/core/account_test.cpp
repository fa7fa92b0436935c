// SPDX-License-Identifier: Apache-2.0
#include "freehold/account.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <optional>

namespace {

using namespace freehold;

Account limited(Word ram) {
    Account account;
    account.limits.ram = PageCount{ram};
    return account;
}

TEST(ChargeTest, ADroppedChargeIsTakenOffAgain) {
    Account account = limited(5);
    {
        const auto charge = Charge::make(account, PageCount{3}, PageCount{2});
        ASSERT_TRUE(charge);
        EXPECT_EQ(account.ram, PageCount{3});
        EXPECT_EQ(account.other, PageCount{2});
        EXPECT_EQ(account.pages(), PageCount{5});
    }
    EXPECT_EQ(account, limited(5));
}

TEST(ChargeTest, ACommittedChargeStays) {
    Account account = limited(5);
    auto charge = Charge::make(account, PageCount{5});
    ASSERT_TRUE(charge);
    std::move(*charge).commit();
    EXPECT_EQ(account.ram, PageCount{5});
}

TEST(ChargeTest, AMovedFromChargeTakesNothingOff) {
    Account account = limited(5);
    {
        auto first = std::optional{Charge::make(account, PageCount{4})};
        const Charge second{std::move(**first)};
        first.reset();
        EXPECT_EQ(account.ram, PageCount{4});
    }
    EXPECT_EQ(account.ram, PageCount{});
}

TEST(ChargeTest, TheLimitIsReachedAndNotPassed) {
    Account account = limited(5);
    std::move(*Charge::make(account, PageCount{4})).commit();
    EXPECT_EQ(Charge::make(account, PageCount{2}).error(), Error::out_of_memory);
    EXPECT_EQ(Charge::make(account, PageCount{6}).error(), Error::out_of_memory);
    EXPECT_EQ(Charge::make(account, PageCount{std::numeric_limits<Word>::max()}).error(), Error::out_of_memory);
    EXPECT_EQ(account.ram, PageCount{4});
    EXPECT_TRUE(Charge::make(account, PageCount{1}));
}

}  // namespace
