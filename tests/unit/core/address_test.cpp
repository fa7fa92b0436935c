// SPDX-License-Identifier: Apache-2.0
#include "freehold/address.hpp"

#include <gtest/gtest.h>

namespace {

using namespace freehold;

constexpr Word top = ~Word{0};
constexpr Word last_page = page_number_end - 1;

Expected<PhysPages> checked(Word base, Word size) { return PhysPages::checked(PhysAddr{base}, Bytes{size}); }
constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }

TEST(AddressTest, BytesKnowWhetherTheyAreWholePages) {
    EXPECT_TRUE(Bytes{0}.whole_pages());
    EXPECT_TRUE(Bytes{8192}.whole_pages());
    EXPECT_FALSE(Bytes{4095}.whole_pages());
    EXPECT_FALSE(Bytes{top}.whole_pages());
}

TEST(AddressTest, WholePagesOfAByteCount) {
    EXPECT_EQ(whole_pages(Bytes{4096}), PageCount{1});
    EXPECT_EQ(whole_pages(Bytes{top - 4095}), PageCount{page_number_end - 1});
    EXPECT_EQ(whole_pages(Bytes{0}), refuse(Error::bad_address));
    EXPECT_EQ(whole_pages(Bytes{1}), refuse(Error::bad_alignment));
    EXPECT_EQ(whole_pages(Bytes{top}), refuse(Error::bad_alignment));
}

TEST(AddressTest, CountsAddAndSubtract) {
    PageCount count{3};
    count += PageCount{4};
    EXPECT_EQ(count, PageCount{7});
    count -= PageCount{5};
    EXPECT_EQ(count, PageCount{2});
    EXPECT_EQ(PageCount{2} + PageCount{3}, PageCount{5});
    EXPECT_EQ(PageCount{2}.bytes(), Bytes{8192});
}

TEST(AddressTest, APageHoldsItsFirstAndItsLastByte) {
    EXPECT_EQ(PhysPage::of(PhysAddr{0x5000}), PhysPage{5});
    EXPECT_EQ(PhysPage::of(PhysAddr{0x5fff}), PhysPage{5});
    EXPECT_EQ(PhysPage::of(PhysAddr{top}), PhysPage{last_page});
    EXPECT_EQ(PhysPage{5}.address(), PhysAddr{0x5000});
    EXPECT_TRUE(PhysAddr{0x5000}.aligned());
    EXPECT_FALSE(PhysAddr{0x5001}.aligned());
}

TEST(AddressTest, ARangeMayEndWithTheAddressSpace) {
    EXPECT_EQ(checked(top - 4095, 4096), pages(last_page, 1));
    EXPECT_EQ(checked(0, top - 4095), pages(0, last_page));
    EXPECT_EQ(checked(4096, top - 4095), pages(1, last_page));
    EXPECT_EQ(checked(top - 8191, 8192)->end().number(), page_number_end);
}

TEST(AddressTest, ARangeMayNotWrapBeEmptyOrBeOffAPage) {
    EXPECT_EQ(checked(top - 4095, 8192), refuse(Error::bad_address));
    EXPECT_EQ(checked(8192, top - 4095), refuse(Error::bad_address));
    EXPECT_EQ(checked(top - 4095, top - 4095), refuse(Error::bad_address));
    EXPECT_EQ(checked(4096, 0), refuse(Error::bad_address));
    EXPECT_EQ(checked(4097, 4096), refuse(Error::bad_alignment));
    EXPECT_EQ(checked(4096, 4097), refuse(Error::bad_alignment));
    EXPECT_EQ(checked(top, top), refuse(Error::bad_alignment));
}

TEST(AddressTest, RangesContain) {
    EXPECT_TRUE(pages(4, 3).contains(PhysPage{4}));
    EXPECT_TRUE(pages(4, 3).contains(PhysPage{6}));
    EXPECT_FALSE(pages(4, 3).contains(PhysPage{7}));
    EXPECT_FALSE(pages(4, 3).contains(PhysPage{3}));
    EXPECT_TRUE(pages(4, 3).contains(pages(4, 3)));
    EXPECT_FALSE(pages(4, 3).contains(pages(3, 2)));
    EXPECT_FALSE(pages(4, 3).contains(pages(6, 2)));
    EXPECT_EQ(pages(4, 3).bytes(), Bytes{3 * 4096});
}

TEST(AddressTest, RangesOverlapWhereTheyShareAPage) {
    EXPECT_TRUE(pages(4, 3).overlaps(pages(6, 2)));
    EXPECT_TRUE(pages(4, 3).overlaps(pages(5, 1)));
    EXPECT_TRUE(pages(5, 1).overlaps(pages(4, 3)));
    EXPECT_FALSE(pages(4, 3).overlaps(pages(7, 2)));
    EXPECT_FALSE(pages(4, 3).overlaps(pages(2, 2)));
}

TEST(AddressTest, AnEmptyRangeOverlapsNothing) {
    EXPECT_FALSE(pages(4, 3).overlaps(pages(5, 0)));
    EXPECT_FALSE(pages(5, 0).overlaps(pages(4, 3)));
}

}  // namespace
