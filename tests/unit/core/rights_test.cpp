// SPDX-License-Identifier: Apache-2.0
#include "freehold/rights.hpp"

#include <gtest/gtest.h>

#include "freehold/pid.hpp"
#include "freehold/slot.hpp"

namespace {

using namespace freehold;

TEST(RightsTest, OnlyTheLowThreeBitsCount) {
    EXPECT_EQ(Rights::from_bits(0xff), Rights::rwx());
    EXPECT_EQ(Rights::from_bits(0xf8), Rights::none());
    EXPECT_EQ(Rights::from_bits(5).bits(), Rights::rx().bits());
}

TEST(RightsTest, HasMeansAllOf) {
    EXPECT_TRUE(Rights::rwx().has(Rights::rx()));
    EXPECT_FALSE(Rights::rx().has(Rights::rw()));
    EXPECT_TRUE(Rights::none().has(Rights::none()));
    EXPECT_TRUE(Rights::none().empty());
    EXPECT_FALSE(Rights::x().empty());
}

TEST(RightsTest, WriteWithoutReadIsNoAccess) {
    EXPECT_EQ((Rights::w() | Rights::x()).normalized(), Rights::none());
    EXPECT_EQ(Rights::rwx().normalized(), Rights::rwx());
    EXPECT_EQ(Rights::x().normalized(), Rights::x());
}

TEST(RightsTest, ExecutionWaitsUntilWritingIsGone) {
    EXPECT_EQ(Rights::rwx().effective(), Rights::rw());
    EXPECT_EQ(Rights::rx().effective(), Rights::rx());
    for (std::uint8_t bits = 0; bits < 8; ++bits) {
        const Rights effective = Rights::from_bits(bits).effective();
        EXPECT_FALSE(effective.has(Rights::w() | Rights::x())) << int(bits);
        EXPECT_TRUE(Rights::from_bits(bits).has(effective)) << int(bits);
    }
}

TEST(PidTest, ZeroIsNobodyAndOneTheKernel) {
    EXPECT_TRUE(nobody.is_free());
    EXPECT_FALSE(kernel_pid.is_free());
    EXPECT_FALSE(nobody.is_user());
    EXPECT_FALSE(kernel_pid.is_user());
    EXPECT_TRUE(first_user_pid.is_user());
    EXPECT_EQ(XousPid{}, nobody);
    EXPECT_LT(kernel_pid, XousPid{255});
}

TEST(SlotTest, ARunEndsBehindItsLastSlot) {
    EXPECT_EQ((Slots{Slot{7}, 3}.end()), Slot{10});
    EXPECT_EQ((Slots{Slot{7}, 0}.end()), Slot{7});
    EXPECT_NE((Slots{Slot{7}, 3}), (Slots{Slot{7}, 4}));
}

}  // namespace
