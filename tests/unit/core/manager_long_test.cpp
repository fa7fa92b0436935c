// SPDX-License-Identifier: Apache-2.0
#include <memory>

#include "manager_world.hpp"

/// Claims and frees so long that the manager makes them in steps (O10).
namespace freehold::unit {
namespace {

constexpr Word flash_pages = 2 * slots_a_step + 100;
constexpr auto long_board = Whitelist<2>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, phys(2, 30)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, phys(100, flash_pages)},
});
constexpr Layout long_layout{virt(4, 4092), VirtPage{8}, virt(16, 6), virt(24, 4000)};

/// A paper machine that counts when others could have come between.
struct CountingMachine : host::PaperMachine<100> {
    Word points = 0;
    void preemption_point() { ++points; }
    bool operator==(const CountingMachine& other) const { return content == other.content; }
};

struct LongConfig {
    static constexpr const auto& whitelist = long_board;
    using Table = FlatTable<long_board>;
    using Translation = host::PaperMmu<4096, 512>;
    using Machine = CountingMachine;
    static constexpr const Layout& layout = long_layout;
    static constexpr unsigned max_processes = 3;
};

class LongTest : public testing::Test {
protected:
    static constexpr Limits limits{PageCount{20}, size_of(4), size_of(4)};

    auto claim(Word first, Word count) {
        return manager->map(
            pid, {.size = size_of(count), .rights = Rights::r(), .physical = PhysPage{first}.address(), .at = {}});
    }
    Word owned() const {
        Word count = 0;
        for (Word page = 0; page < flash_pages; ++page)
            count += manager->table().owner(PhysPage{100 + page}) == pid ? 1 : 0;
        return count;
    }

    using Memory = MemoryManager<LongConfig>;
    std::unique_ptr<Memory> manager = std::make_unique<Memory>(CountingMachine{});
    XousPid pid = manager->create_process(limits).value();
};

TEST_F(LongTest, AllIsFreedWithPointsBetween) {
    const auto range = claim(100, flash_pages);
    ASSERT_TRUE(range);
    EXPECT_EQ(owned(), flash_pages);
    const Word before = manager->machine().points;
    ASSERT_TRUE(manager->unmap(pid, range->first().address(), size_of(flash_pages)));
    EXPECT_GE(manager->machine().points - before, flash_pages / slots_a_step);
    EXPECT_EQ(owned(), 0u);
    EXPECT_EQ(manager->process(pid).account.other, PageCount{0});
    EXPECT_TRUE(manager->audit());
}

TEST_F(LongTest, AnEndFreesAsMuch) {
    ASSERT_TRUE(claim(100, flash_pages));
    ASSERT_TRUE(manager->end_process(pid));
    EXPECT_EQ(owned(), 0u);
    EXPECT_EQ(manager->table().available(), PageCount{30});
}

/// It fails for want of page tables, when it has all its pages.
TEST_F(LongTest, AClaimThatComesToNothingGoesBackWithPointsBetween) {
    const Limits no_tables{Memory::Translation::tables_at_start(), Bytes{}, Bytes{}};
    pid = manager->create_process(no_tables).value();
    const auto before = std::make_unique<Memory>(*manager);
    EXPECT_EQ(claim(100, flash_pages).error(), Error::out_of_memory);
    EXPECT_EQ(*manager, *before);
    const Word to_claim = 2 * (flash_pages / slots_a_step);  // looked at, and written
    EXPECT_GE(manager->machine().points - before->machine().points, to_claim + flash_pages / slots_a_step);
}

/// The claim has taken more than a step when it finds the page that is in use.
TEST_F(LongTest, AClaimThatFailsLateHasChangedNothing) {
    ASSERT_TRUE(claim(100 + flash_pages - 1, 1));
    const auto before = std::make_unique<Memory>(*manager);
    EXPECT_EQ(claim(100, flash_pages).error(), Error::memory_in_use);
    EXPECT_EQ(*manager, *before);
    EXPECT_EQ(owned(), 1u);
}

}  // namespace
}  // namespace freehold::unit
