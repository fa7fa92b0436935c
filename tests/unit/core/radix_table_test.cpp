// SPDX-License-Identifier: Apache-2.0
#include "freehold/radix_table.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "arch/host/memory.hpp"
#include "arch/riscv/sv32.hpp"

namespace {

using namespace freehold;
using riscv::Sv32;

constexpr VirtPages virt(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }

class RadixTableTest : public testing::Test {
protected:
    using Machine = host::ArrayMachine<Sv32>;
    static constexpr Word user_end = Sv32::user_root_entries << 10;

    RadixTableTest() {
        table.start(machine, [this] { return fresh(); });
    }

    PhysPage fresh() {
        const PhysPage page{next++};
        machine.zero(page);
        return page;
    }
    void add(VirtPages range) {
        table.add_tables(machine, range, [this] { return fresh(); });
    }
    void set(VirtPages range, Entry entry) {
        table.update(machine, range, [entry](VirtPage, Entry) { return entry; });
    }
    Word missing(VirtPages range) { return table.tables_missing(machine, range).raw(); }
    std::vector<PhysPage> pruned(VirtPages range) {
        std::vector<PhysPage> pages;
        table.prune(machine, range, kept, [&](PhysPage page) { pages.push_back(page); });
        return pages;
    }

    host::Memory memory{PageCount{16}};
    Machine machine{&memory};
    Word next = 1;
    RadixTable<Sv32> table;
    VirtPage kept{user_end - 1};  ///< whose tables are not pruned
};

constexpr Entry plain{Use::plain, false, Rights::rw(), PhysPage{0x12345}};

TEST_F(RadixTableTest, TheRootSharesTheKernelsHalf) {
    EXPECT_EQ(table.root(), PhysPage{1});
    const auto* root = machine.table<std::uint32_t>(table.root());
    EXPECT_EQ(root[Sv32::user_root_entries - 1], 0u);
    EXPECT_NE(root[Sv32::user_root_entries], 0u);
    EXPECT_NE(root[1023], 0u);
}

TEST_F(RadixTableTest, TablesAreNeededWhereARangeGoes) {
    EXPECT_EQ(missing(virt(0, 1)), 1u);
    EXPECT_EQ(missing(virt(1023, 2)), 2u);
    EXPECT_EQ(missing(virt(1000, 3000)), 4u);
    add(virt(1023, 2));
    EXPECT_EQ(next, 4u);
    EXPECT_EQ(missing(virt(1000, 3000)), 2u);
    EXPECT_EQ(missing(virt(0, 2048)), 0u);
}

TEST_F(RadixTableTest, EntriesAcrossABorderAreKept) {
    add(virt(1023, 2));
    set(virt(1023, 2), plain);
    EXPECT_EQ(table.at(machine, VirtPage{1023}), plain);
    EXPECT_EQ(table.at(machine, VirtPage{1024}), plain);
    EXPECT_EQ(table.at(machine, VirtPage{1025}), Entry{});
    EXPECT_EQ(table.at(machine, VirtPage{5000}), Entry{});
}

TEST_F(RadixTableTest, WhatHasNoTablesIsAbsentAndStaysSo) {
    set(virt(2048, 3), plain);
    EXPECT_EQ(table.at(machine, VirtPage{2048}), Entry{});
    const auto absent = [](VirtPage, Entry e) { return e.use == Use::absent; };
    EXPECT_TRUE(table.all(machine, virt(0, 4096), absent));
    add(virt(2048, 1));
    set(virt(2050, 1), plain);
    EXPECT_FALSE(table.all(machine, virt(0, 4096), absent));
    EXPECT_TRUE(table.all(machine, virt(2051, 100), absent));
}

TEST_F(RadixTableTest, UnmapAsksOfWhatIsInUseAndLeavesTheRest) {
    add(virt(1023, 2));
    set(virt(1023, 2), plain);
    const Entry lent{Use::lent, true, Rights::r(), PhysPage{7}};
    set(virt(1030, 1), lent);
    std::vector<Entry> asked;
    table.unmap(machine, virt(1000, 4000), [&](Entry e) {
        asked.push_back(e);
        return e.use == Use::plain;
    });
    EXPECT_EQ(asked, (std::vector{plain, plain, lent}));
    EXPECT_EQ(table.first_other(machine, virt(0, 1030), Use::absent), VirtPage{1030});
    EXPECT_EQ(table.at(machine, VirtPage{1030}), lent);
}

TEST_F(RadixTableTest, IsAsNewWhenItIsFinished) {
    add(virt(1023, 2));
    std::vector<PhysPage> pages;
    table.finish(machine, [&](PhysPage page) { pages.push_back(page); });
    EXPECT_EQ(pages.size(), 3u);
    EXPECT_EQ(table, RadixTable<Sv32>{});
}

TEST_F(RadixTableTest, NextSkipsWhatHasNoTables) {
    const VirtPages user = virt(0, user_end);
    EXPECT_EQ(table.next(machine, VirtPage{5}, user), user.end());
    add(virt(2048, 1));
    EXPECT_EQ(table.next(machine, VirtPage{5}, user), VirtPage{2048});
    EXPECT_EQ(table.next(machine, VirtPage{2050}, user), VirtPage{2050});
    EXPECT_EQ(table.next(machine, VirtPage{3072}, user), user.end());
    EXPECT_EQ(table.next(machine, VirtPage{5}, virt(0, 2000)), VirtPage{2000});
}

TEST_F(RadixTableTest, PruneHandsBackEmptyTablesOnly) {
    add(virt(1023, 2));
    set(virt(1023, 2), plain);
    EXPECT_TRUE(pruned(virt(1023, 2)).empty());
    set(virt(1023, 1), Entry{});
    EXPECT_EQ(pruned(virt(1023, 2)), std::vector{PhysPage{2}});
    EXPECT_EQ(table.at(machine, VirtPage{1023}), Entry{});
    EXPECT_EQ(table.at(machine, VirtPage{1024}), plain);
    set(virt(1030, 1), plain);
    set(virt(1024, 1), Entry{});
    EXPECT_TRUE(pruned(virt(1024, 1)).empty());  // one behind is in use
    EXPECT_TRUE(pruned(virt(1040, 1)).empty());  // and one before
    EXPECT_TRUE(pruned(virt(4096, 1)).empty());
}

TEST_F(RadixTableTest, PruneKeepsTheTablesOfOnePage) {
    kept = VirtPage{1030};
    add(virt(1023, 2));
    EXPECT_EQ(pruned(virt(1023, 2)), std::vector{PhysPage{2}});
    kept = VirtPage{1023};
    EXPECT_EQ(pruned(virt(1023, 2)), std::vector{PhysPage{3}});
}

TEST_F(RadixTableTest, ATableIsEmptyOnlyWhenEachOfItsEntriesIs) {
    add(virt(0, 1));
    for (const Word used : {0u, 1u, 15u, 16u, 511u, 1007u, 1022u, 1023u}) {
        set(virt(used, 1), plain);
        for (const Word near : {0u, 14u, 17u, 512u, 1023u})
            EXPECT_TRUE(pruned(virt(near, 1)).empty()) << "used " << used << ", looked for from " << near;
        set(virt(used, 1), Entry{});
    }
    EXPECT_EQ(pruned(virt(1023, 1)).size(), 1u);
}

TEST_F(RadixTableTest, MapWritesPagesInARowAcrossABorder) {
    add(virt(1023, 2));
    const Entry fresh{Use::plain, true, Rights::rwx(), PhysPage{0x100}};
    table.map(machine, virt(1022, 4), fresh);
    for (Word i = 0; i < 4; ++i) {
        Entry expected = fresh;
        expected.page = fresh.page + PageCount{i};
        EXPECT_EQ(table.at(machine, VirtPage{1022 + i}), expected);
    }
    EXPECT_EQ(table.at(machine, VirtPage{1021}), Entry{});
    EXPECT_EQ(table.at(machine, VirtPage{1026}), Entry{});
}

TEST_F(RadixTableTest, TheFirstOfAnotherUseIsFound) {
    add(virt(1023, 2));
    set(virt(1020, 8), plain);
    set(virt(1025, 1), Entry{Use::lent, false, Rights::rw(), PhysPage{9}});
    EXPECT_EQ(table.first_other(machine, virt(1020, 8), Use::plain), VirtPage{1025});
    EXPECT_EQ(table.first_other(machine, virt(1020, 5), Use::plain), VirtPage{1025});  // the end
    EXPECT_EQ(table.first_other(machine, virt(1000, 100), Use::absent), VirtPage{1020});
    EXPECT_EQ(table.first_other(machine, virt(1025, 2), Use::lent), VirtPage{1026});
    EXPECT_EQ(table.first_other(machine, virt(2048, 2000), Use::absent), VirtPage{4048});
    EXPECT_EQ(table.first_other(machine, virt(2047, 2), Use::plain), VirtPage{2047});
    EXPECT_EQ(table.first_other(machine, virt(2048, 2), Use::plain), VirtPage{2048});
}

TEST_F(RadixTableTest, PairsOfTwoSpacesAreSeenSideBySide) {
    RadixTable<Sv32> other;
    other.start(machine, [this] { return fresh(); });
    const VirtPages here = virt(1022, 4);
    const VirtPage there{2047};
    const auto both = [](Entry mine, Entry theirs) { return mine.use == theirs.use; };
    add(here);
    EXPECT_FALSE(table.all_pairs(machine, here, other, there, both));  // no tables there
    other.add_tables(machine, VirtPages{there, here.count()}, [this] { return fresh(); });
    EXPECT_TRUE(table.all_pairs(machine, here, other, there, both));
    table.map(machine, here, plain);
    EXPECT_FALSE(table.all_pairs(machine, here, other, there, both));
    EXPECT_TRUE(table.update_pairs(machine, here, other, there, [&](VirtPage page, Entry& mine, Entry& theirs) {
        theirs = {Use::borrowed, false, Rights::r(), mine.page};
        mine.use = Use::lent;
        if (page == VirtPage{1025}) mine = Entry{};
        return true;
    }));
    EXPECT_FALSE(table.update_pairs(machine, here, other, there, [&](VirtPage page, Entry& mine, Entry&) {
        mine.use = Use::plain;
        return page != VirtPage{1022};  // refuses, so what it did is not written
    }));
    for (Word i = 0; i < 4; ++i) {
        const Entry lent{Use::lent, false, Rights::rw(), plain.page + PageCount{i}};
        EXPECT_EQ(table.at(machine, here.first() + PageCount{i}), i == 3 ? Entry{} : lent);
        EXPECT_EQ(other.at(machine, there + PageCount{i}), (Entry{Use::borrowed, false, Rights::r(), lent.page}));
    }
}

TEST_F(RadixTableTest, FinishHandsBackEverythingOfTheUsers) {
    add(virt(1023, 2));
    add(virt(user_end - 1, 1));
    std::vector<PhysPage> pages;
    table.finish(machine, [&](PhysPage page) { pages.push_back(page); });
    EXPECT_EQ(pages, (std::vector{PhysPage{2}, PhysPage{3}, PhysPage{4}, PhysPage{1}}));
}

/// The bits are those of the privileged architecture.
TEST(Sv32Test, AnAccessiblePageIsALeafThatTheHardwareNeverWritesTo) {
    EXPECT_EQ(Sv32::encode(plain), 0x12345u << 10 | 0xd7u);  // D A U W R V
    EXPECT_EQ(Sv32::encode({Use::plain, false, Rights::rwx(), PhysPage{1}}), 1u << 10 | 1u << 8 | 0xd7u);  // X waits
    EXPECT_EQ(Sv32::encode({Use::borrowed, false, Rights::r(), PhysPage{1}}), 1u << 10 | 2u << 8 | 0xd3u);
    EXPECT_EQ(Sv32::table(PhysPage{0x3fffff}), 0xfffffc01u);
    EXPECT_EQ(Sv32::table_page(0xfffffc01u), PhysPage{0x3fffff});
}

TEST(Sv32Test, WhatNobodyMayTouchIsInvalidAndNotForgotten) {
    for (const Entry entry :
         {Entry{Use::plain, true, Rights::rwx(), PhysPage{9}}, Entry{Use::detached, false, Rights::rw(), PhysPage{9}},
          Entry{Use::lent, true, Rights::r(), PhysPage{9}}, Entry{Use::plain, false, Rights::none(), PhysPage{9}}}) {
        const auto bits = Sv32::encode(entry);
        EXPECT_EQ(bits & 1u, 0u);
        EXPECT_NE(bits, 0u);
        EXPECT_EQ(Sv32::decode(bits), entry);
    }
}

}  // namespace
