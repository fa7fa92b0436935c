// SPDX-License-Identifier: Apache-2.0
#include "whitelist/table_choice.hpp"

#include "freehold/flat_table.hpp"
#include "freehold/run_table.hpp"
#include "support.hpp"

namespace freehold::tools {
namespace {

constexpr Region by_page(std::string_view name, Kind kind, Word first, Word count) {
    return {name, kind, kind == Kind::ram ? Rights::rwx() : Rights::rw(), Granularity::page,
            PhysPages{PhysPage{first}, PageCount{count}}};
}
constexpr auto precursor = Whitelist<4>::of(
    {by_page("flash", Kind::storage, 0x20000, 32768), by_page("sram", Kind::ram, 0x40000, 4096),
     by_page("csr", Kind::device, 0xf0000, 64),
     Region{"plic", Kind::reserved, Rights::none(), Granularity::page, PhysPages{PhysPage{0xf1000}, PageCount{9}}}});
constexpr auto two_rams = Whitelist<3>::of(
    {by_page("low", Kind::ram, 0x40000, 1000), by_page("high", Kind::ram, 0x80000, 262144),
     Region{"video", Kind::device, Rights::rw(), Granularity::whole, PhysPages{PhysPage{0xf1000}, PageCount{256}}}});

template <std::size_t N>
Listing listing_of(const Whitelist<N>& list) {
    Listing listing;
    for (const Region& region : list.regions())
        listing.regions.push_back(
            {std::string{region.name}, {}, region.kind, region.rights, region.granularity, region.pages, {}, {}, {}});
    return listing;
}

/// What is told is what core takes.
template <const auto& list, RunBudget budget>
void expect_sizes() {
    const TableBytes told = table_bytes(listing_of(list), {budget.processes, budget.runs, budget.kernel_runs});
    EXPECT_EQ(told.slots, list.slots());
    EXPECT_EQ(told.pool, list.pool_slots());
    EXPECT_EQ(told.runs, sizeof(RunTable<list, budget>));
    EXPECT_LE(sizeof(FlatTable<list>), told.flat);
    EXPECT_GE(sizeof(FlatTable<list>) + told.pool / 10 + 256, told.flat) << "not much more, either";
}

TEST(TableChoice, SizesAreThoseOfCore) {
    expect_sizes<precursor, RunBudget{12, 32, 12}>();
    expect_sizes<two_rams, RunBudget{20, 32, 16}>();
    expect_sizes<two_rams, RunBudget{1, 1, 1}>();
}

TEST(TableChoice, ScarceMemoryGetsRuns) {
    EXPECT_EQ(write_table_choice(listing_of(precursor), {}),
              R"(36930 entries, 4096 of them RAM
FlatTable       38005 bytes     8.23 bits a page  at most, index included
RunTable         2032 bytes     0.44 bits a page  with 12 processes of 32 runs, 12 for the kernel
recommended: RunTable; FlatTable would take more than 1/512 of the RAM
)");
}

TEST(TableChoice, AmpleMemoryGetsAnEntryAPage) {
    EXPECT_NE(write_table_choice(listing_of(two_rams), {}).find("recommended: FlatTable; it takes no more"),
              std::string::npos);
}

TEST(TableChoice, RunsThatSaveLittleAreNotRecommended) {
    EXPECT_NE(write_table_choice(listing_of(precursor), {62, 255, 12}).find("saves less than half"), std::string::npos);
}

}  // namespace
}  // namespace freehold::tools
