// SPDX-License-Identifier: Apache-2.0
#include "whitelist/words.hpp"

#include <gtest/gtest.h>

namespace freehold::tools {
namespace {

TEST(Numbers, EveryBaseThatSvdAllows) {
    EXPECT_EQ(number_from("4096"), 4096U);
    EXPECT_EQ(number_from("0x1F00"), 0x1f00U);
    EXPECT_EQ(number_from("0Xff"), 0xffU);
    EXPECT_EQ(number_from("#1010"), 10U);
    EXPECT_EQ(number_from("0b11"), 3U);
    EXPECT_EQ(number_from("+7"), 7U);
    EXPECT_EQ(number_from("010"), 10U) << "SVD has no octal";
    EXPECT_EQ(number_from("4k"), 4096U);
    EXPECT_EQ(number_from("1G"), Word{1} << 30);
    EXPECT_EQ(number_from("0x2M"), Word{2} << 20);
    EXPECT_EQ(number_from("0xffffffffffffffff"), ~Word{0});
}

TEST(Numbers, NothingElse) {
    for (const char* text : {"", "0x", "#", "#2", "12a", "-1", "1 ", " 1", "k", "0xk", "1kk", "18446744073709551616",
                             "0xffffffffffffffffk", "++1", "1.5"})
        EXPECT_EQ(number_from(text), std::nullopt) << text;
}

TEST(Words, ReadBackAsTheyAreWritten) {
    for (const Kind kind : {Kind::ram, Kind::storage, Kind::device, Kind::reserved})
        EXPECT_EQ(kind_from(word_for(kind)), kind);
    for (const Granularity g : {Granularity::page, Granularity::whole}) EXPECT_EQ(granularity_from(word_for(g)), g);
    for (const Rights r : {Rights::none(), Rights::r(), Rights::x(), Rights::rw(), Rights::rx(), Rights::rwx()})
        EXPECT_EQ(rights_from(word_for(r)), r);
    EXPECT_EQ(kind_from("RAM"), std::nullopt);
    EXPECT_EQ(rights_from("w"), std::nullopt) << "write without read means no access";
    EXPECT_EQ(rights_from(""), std::nullopt);
}

}  // namespace
}  // namespace freehold::tools
