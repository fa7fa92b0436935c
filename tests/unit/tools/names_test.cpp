// SPDX-License-Identifier: Apache-2.0
#include "whitelist/names.hpp"

#include <gtest/gtest.h>

namespace freehold::tools {
namespace {

std::vector<std::string> names(std::vector<NameWish> wishes) { return unique_names(wishes); }

TEST(Names, AFreeStemIsTheName) {
    EXPECT_EQ(names({{{"serial"}, PhysPage{0x10000}}}), std::vector<std::string>{"serial"});
}

TEST(Names, EqualStemsAllGetTheirAddress) {
    const auto given = names({{{"virtio_mmio"}, PhysPage{0x10001}}, {{"virtio_mmio"}, PhysPage{0x10002}}});
    EXPECT_EQ(given, (std::vector<std::string>{"virtio@10001000", "virtio@10002000"}));
}

TEST(Names, StemsThatAreEqualOnceCutCountAsEqual) {
    const auto given = names({{{"a-very-long-device-one"}, PhysPage{1}}, {{"a-very-long-device-two"}, PhysPage{2}}});
    EXPECT_EQ(given, (std::vector<std::string>{"a-very-long@1000", "a-very-long@2000"}));
}

TEST(Names, SeveralStemsAreJoined) {
    EXPECT_EQ(names({{{"uart", "timer0"}, PhysPage{1}}}).front(), "uart+timer0");
    EXPECT_EQ(names({{{"uart", "uart"}, PhysPage{1}}}).front(), "uart");
    EXPECT_EQ(names({{{"identifier_mem", "timer0", "leds"}, PhysPage{1}}}).front(), "identifier_mem+2");
    EXPECT_EQ(names({{{"a-rather-long-one", "b"}, PhysPage{1}}}).front(), "a-rather-long+1");
}

TEST(Names, WhatAStringLiteralCannotHoldIsReplaced) {
    EXPECT_EQ(names({{{"a b\"\\\n"}, PhysPage{1}}}).front(), "a_b___");
    EXPECT_EQ(names({{{""}, PhysPage{1}}}).front(), "region");
}

TEST(Names, ACutLeavesSomething) {
    EXPECT_EQ(names({{{"____________________"}, PhysPage{1}}}).front(), "________________");
    EXPECT_EQ(names({{{"_._._._._._._._._._a"}, PhysPage{1}}, {{"_._._._._._._._._._a"}, PhysPage{2}}}).front(),
              "_._._._._._@1000");
}

TEST(Names, TheHighestAddressesFit) {
    const auto given = names({{{"dram"}, PhysPage{0xffff'ffff'ffff0}}, {{"dram"}, PhysPage{0xffff'ffff'fffff}}});
    EXPECT_EQ(given, (std::vector<std::string>{"ffffffffffff0000", "fffffffffffff000"}));
}

TEST(Names, ANameThatLooksLikeAnAddressedOneDoesNotCollide) {
    const auto given = names({{{"x"}, PhysPage{1}}, {{"x"}, PhysPage{2}}, {{"x@1000"}, PhysPage{3}}});
    EXPECT_EQ(given, (std::vector<std::string>{"region+0", "x@2000", "x@1000"}));
}

TEST(Names, OfFacts) {
    EXPECT_TRUE(is_name("serial@1000"));
    EXPECT_FALSE(is_name(""));
    EXPECT_FALSE(is_name("a b"));
    EXPECT_FALSE(is_name("seventeen-letters"));
}

}  // namespace
}  // namespace freehold::tools
