// SPDX-License-Identifier: Apache-2.0
#include "freehold/whitelist.hpp"

#include "support.hpp"

namespace freehold::tools {
namespace {

constexpr AddressBits bits{32};

Mirror mirror(Word base, Word size, std::variant<PhysAddr, std::string> of) {
    return {"mirror", "facts", ByteRange::checked(PhysAddr{base}, Bytes{size}).value(), std::move(of)};
}

/// The document's own example: on LiteX, the peripheral space is mirrored at both 0x70000000 and 0xe0000000.
const std::vector<Entry> litex{entry("uart", 0xe000'1000, 0x1000), entry("timer", 0xe000'2000, 0x1000)};
const Mirror litex_mirror = mirror(0x7000'0000, 0x1000'0000, PhysAddr{0xe000'0000});

TEST(Mirror, IsNotListed) {
    const Listing listing = build(litex, {litex_mirror}, bits);
    EXPECT_TRUE(listing.lints.empty());
    ASSERT_EQ(listing.regions.size(), 2U);
    const auto region = [&](std::size_t i) {
        const ListedRegion& r = listing.regions[i];
        return Region{r.name, r.kind, r.rights, r.granularity, r.pages};
    };
    const auto whitelist = Whitelist<2>::checked({region(0), region(1)});
    ASSERT_TRUE(whitelist);
    EXPECT_TRUE(whitelist->permit({PhysPage{0xe0001}, PageCount{1}}));
    EXPECT_EQ(whitelist->permit({PhysPage{0x70001}, PageCount{1}}).error(), Error::bad_address);
}

TEST(Mirror, ThatIsAlsoListedIsAnErrorThatNamesBoth) {
    auto entries = litex;
    entries.push_back(entry("ghost", 0x7000'1000, 0x1000));
    const Listing listing = build(entries, {litex_mirror}, bits);
    ASSERT_EQ(classes_of(listing.lints), std::vector{Status::mirror_listed});
    EXPECT_TRUE(is_error(Status::mirror_listed));
    EXPECT_NE(listing.lints[0].text.find("mirror (0x70000000-0x7fffffff)"), std::string::npos) << listing.lints[0].text;
    EXPECT_NE(listing.lints[0].text.find("region ghost (0x70001000-0x70001fff)"), std::string::npos)
        << listing.lints[0].text;
}

TEST(Mirror, OfARegionByName) {
    EXPECT_TRUE(build(litex, {mirror(0x7000'1000, 0x1000, "uart")}, bits).lints.empty());
    EXPECT_EQ(classes_of(build(litex, {mirror(0x7000'1000, 0x1000, "nobody")}, bits).lints),
              std::vector{Status::facts});
}

TEST(Mirror, OfNothingOrOfItselfIsAnError) {
    EXPECT_EQ(classes_of(build(litex, {mirror(0x7000'0000, 0x1000, PhysAddr{0x1000})}, bits).lints),
              std::vector{Status::facts});
    EXPECT_EQ(classes_of(build(litex, {mirror(0xe000'1000, 0x1000, PhysAddr{0xe000'1000})}, bits).lints),
              (std::vector{Status::facts, Status::mirror_listed}));
}

}  // namespace
}  // namespace freehold::tools
