// SPDX-License-Identifier: Apache-2.0
#include "pattern.hpp"

#include <gtest/gtest.h>

namespace freehold::boot_test {
namespace {

TEST(Pattern, IsSearchedForAnywhereInTheLine) {
    Variables none;
    EXPECT_TRUE(Pattern{"b+c"}.found_in("abbcd", none));
    EXPECT_FALSE(Pattern{"^b"}.found_in("abbcd", none));
}

TEST(Pattern, CapturesByName) {
    Variables variables;
    ASSERT_TRUE(Pattern{R"((a|b) pid {pid:\d{1,3}} at {at:0x[0-9a-f]+})"}.found_in("b pid 12 at 0x1f", variables));
    EXPECT_EQ(variables.at("pid"), "12");
    EXPECT_EQ(variables.at("at"), "0x1f");
}

TEST(Pattern, ComparesWithWhatWasCapturedLiterally) {
    Variables variables{{"name", "a.c"}};
    EXPECT_TRUE(Pattern{"^{name}$"}.found_in("a.c", variables));
    EXPECT_FALSE(Pattern{"^{name}$"}.found_in("abc", variables));
}

TEST(Pattern, KeepsCountsAndEscapes) {
    Variables variables;
    EXPECT_TRUE(Pattern{R"(^x{2,3}\{y\}$)"}.found_in("xx{y}", variables));
    EXPECT_FALSE(Pattern{R"(^x{2,3}$)"}.found_in("x", variables));
}

TEST(Pattern, AFailedMatchCapturesNothing) {
    Variables variables;
    EXPECT_FALSE(Pattern{"pid {pid:[0-9]+}"}.found_in("pid none", variables));
    EXPECT_TRUE(variables.empty());
}

TEST(Pattern, RefusesWhatIsNoExpression) { EXPECT_THROW(Pattern{"(open"}, PatternFault); }

TEST(Pattern, RefusesAVariableWithoutValue) {
    Variables variables;
    EXPECT_THROW(static_cast<void>(Pattern{"{pid}"}.found_in("1", variables)), PatternFault);
    EXPECT_THROW(static_cast<void>(substituted("kill {pid}", variables)), PatternFault);
}

TEST(Pattern, SubstitutesInText) { EXPECT_EQ(substituted("kill {pid} {x", {{"pid", "7"}}), "kill 7 {x"); }

}  // namespace
}  // namespace freehold::boot_test
