// SPDX-License-Identifier: Apache-2.0
#include "freehold/manager/map.hpp"

#include "manager_world.hpp"

namespace freehold::unit {
namespace {

class MapTest : public ManagerTest {};

TEST_F(MapTest, RamArrivesOwnedAndZeroedWhenTouched) {
    const XousPid pid = process();
    manager.machine().content.fill(0xee);
    const auto got = manager.map(pid, {.size = size_of(2), .rights = Rights::rw(), .physical = {}, .at = {}});
    ASSERT_EQ(got, virt(maps, 2));
    EXPECT_TRUE(entry(pid, maps).fresh);
    EXPECT_EQ(owner(entry(pid, maps + 1).page.number()), pid);
    EXPECT_EQ(load(pid, maps), 0);
    EXPECT_EQ(account(pid).heap, Bytes{});
    EXPECT_EQ(account(pid).ram, PageCount{2 + 2});  // and the root and a table
}

TEST_F(MapTest, ADeviceIsOneProcessUntilItIsFreed) {
    const XousPid one = process(), two = process();
    manager.machine().content[24] = 7;
    ASSERT_TRUE(claim(one, 24, 1));
    EXPECT_FALSE(entry(one, maps).fresh);
    refused(Error::memory_in_use, [&] { return claim(two, 24, 1); });
    refused(Error::memory_in_use, [&] { return claim(one, 24, 1); });
    ASSERT_TRUE(manager.unmap(one, at(maps), size_of(1)));
    ASSERT_TRUE(claim(two, 24, 1));
    EXPECT_EQ(load(two, maps), 7);  // devices are never scrubbed
    EXPECT_EQ(account(two).other, PageCount{1});
}

TEST_F(MapTest, AnAddressThatIsNotListedIsRefused) {
    const XousPid pid = process();
    refused(Error::bad_address, [&] { return claim(pid, 33, 1); });
    refused(Error::bad_address, [&] { return claim(pid, 31, 2); });
    refused(Error::bad_address, [&] { return claim(pid, 17, 2); });  // two regions that adjoin
    refused(Error::access_denied, [&] { return claim(pid, 40, 1); });
    refused(Error::access_denied, [&] { return claim(pid, 30, 1); });  // flash is not writable
    refused(Error::bad_alignment, [&] { return claim(pid, 25, 2); });
    refused(Error::bad_address, [&] { return claim(pid, page_number_end - 1, 2); });
    refused(Error::bad_alignment, [&] {
        return manager.map(
            pid, {.size = size_of(1), .rights = Rights::r(), .physical = PhysAddr{24 * page_bytes + 8}, .at = {}});
    });
}

TEST_F(MapTest, SizesAndPlacesAreCheckedWhole) {
    const XousPid pid = process();
    const auto sized = [&](Word bytes) {
        return manager.map(pid, {.size = Bytes{bytes}, .rights = Rights::rw(), .physical = {}, .at = {}});
    };
    refused(Error::bad_address, [&] { return sized(0); });
    refused(Error::bad_alignment, [&] { return sized(4097); });
    refused(Error::out_of_memory, [&] { return sized(9 * page_bytes); });
    refused(Error::bad_address, [&] { return ram(pid, user_end - 1, 2); });
    refused(Error::bad_address, [&] { return ram(pid, 3, 2); });
    refused(Error::bad_address, [&] { return ram(pid, page_number_end - 1, 2); });
    refused(Error::bad_alignment, [&] {
        return manager.map(
            pid, {.size = size_of(1), .rights = Rights::rw(), .physical = {}, .at = VirtAddr{maps * page_bytes + 1}});
    });
    refused(Error::process_not_found, [&] { return ram(stranger, maps, 1); });
    refused(Error::process_not_found, [&] { return ram(kernel_pid, maps, 1); });
    refused(Error::process_not_found, [&] { return ram(XousPid{255}, maps, 1); });
}

TEST_F(MapTest, WhatIsMappedStaysMapped) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, maps + 2, 1));
    refused(Error::memory_in_use, [&] { return ram(pid, maps, 4); });
    refused(Error::memory_in_use, [&] { return claim(pid, entry(pid, maps + 2).page.number(), 1); });
}

TEST_F(MapTest, ExactRamIsFreshToo) {
    const XousPid pid = process();
    ASSERT_TRUE(claim(pid, 18, 4));
    EXPECT_TRUE(entry(pid, maps).fresh);
    EXPECT_EQ(entry(pid, maps + 3).page, PhysPage{21});
}

TEST_F(MapTest, ContiguousPagesAreConsecutive) {
    const XousPid pid = process(), other = process();
    ASSERT_TRUE(claim(other, 8, 1));
    const MapRequest run{.size = size_of(6), .rights = Rights::rw(), .physical = {}, .at = {}, .contiguous = true};
    ASSERT_TRUE(manager.map(pid, run));
    for (Word i = 1; i < 6; ++i) EXPECT_EQ(entry(pid, maps + i).page - entry(pid, maps + i - 1).page, PageCount{1});
    ASSERT_TRUE(manager.unmap(pid, at(maps), size_of(6)));
    ASSERT_TRUE(claim(other, 14, 1));
    refused(Error::out_of_memory, [&] { return manager.map(pid, run); });
}

TEST_F(MapTest, TheLimitAndThePoolEndIt) {
    const XousPid small = process({PageCount{3}, {}, {}});
    refused(Error::out_of_memory, [&] { return ram(small, maps, 2); });
    refused(Error::out_of_memory, [&] { return claim(small, 10, 2); });
    ASSERT_TRUE(ram(small, maps, 1));
    const XousPid big = process({PageCount{100}, {}, {}});
    refused(Error::out_of_memory, [&] { return ram(big, 4, 17); });
    ASSERT_TRUE(ram(big, maps, 8));
    ASSERT_TRUE(ram(big, heap, free() - 1));
    EXPECT_EQ(free(), 0u);
}

TEST_F(MapTest, APageTableThatCannotBeHadUndoesTheClaim) {
    const XousPid pid = process({PageCount{1}, {}, {}});
    refused(Error::out_of_memory, [&] { return claim(pid, 24, 1); });
    EXPECT_EQ(owner(24), nobody);
    const XousPid rich = process({PageCount{100}, {}, {}});
    ASSERT_TRUE(ram(rich, heap, 8));
    ASSERT_TRUE(ram(rich, 4, 4));
    const Word left = free();
    ASSERT_TRUE(ram(rich, messages, left - 1));
    EXPECT_EQ(free(), 0u);
    refused(Error::out_of_memory, [&] { return claim(rich, 24, 1); });
}

TEST_F(MapTest, UnmapGivesBackPagesAndTables) {
    const XousPid pid = process();
    const Word before = free();
    ASSERT_TRUE(ram(pid, maps, 3));
    ASSERT_TRUE(manager.unmap(pid, at(maps + 1), size_of(1)));
    EXPECT_EQ(free(), before - 3);
    EXPECT_EQ(entry(pid, maps + 1), Entry{});
    refused(Error::bad_address, [&] { return manager.unmap(pid, at(maps), size_of(3)); });
    refused(Error::bad_address, [&] { return manager.unmap(pid, at(maps + 1), size_of(1)); });
    ASSERT_TRUE(manager.unmap(pid, at(maps), size_of(1)));
    ASSERT_TRUE(manager.unmap(pid, at(maps + 2), size_of(1)));
    EXPECT_EQ(free(), before);
    EXPECT_EQ(account(pid).tables, PageCount{1});
}

TEST_F(MapTest, UnmapIsRefusedOutsideOnesOwn) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, user_end - 1, 1));
    refused(Error::bad_address, [&] { return manager.unmap(pid, at(user_end - 1), size_of(2)); });
    refused(Error::bad_address, [&] { return manager.unmap(pid, at(user_end - 1), Bytes{0}); });
    refused(Error::bad_alignment, [&] { return manager.unmap(pid, VirtAddr{1}, size_of(1)); });
    refused(Error::process_not_found, [&] { return manager.unmap(stranger, at(maps), size_of(1)); });
    ASSERT_TRUE(manager.heap_grow(pid, size_of(1)));
    refused(Error::memory_in_use, [&] { return manager.unmap(pid, at(heap), size_of(1)); });
}

TEST_F(MapTest, ARangeAroundAnEmptyHeapIsNotTheHeaps) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, heap - 1, 2));
    EXPECT_TRUE(manager.unmap(pid, at(heap - 1), size_of(2)));
}

TEST_F(MapTest, AWholeRegionIsGivenBackWhole) {
    const XousPid pid = process();
    ASSERT_TRUE(claim(pid, 24, 1));
    ASSERT_TRUE(claim(pid, 25, 3));
    refused(Error::bad_alignment, [&] { return manager.unmap(pid, at(maps), size_of(2)); });
    ASSERT_TRUE(manager.unmap(pid, at(maps), size_of(4)));  // two regions, side by side in both address spaces
    EXPECT_EQ(owner(24), nobody);
    EXPECT_EQ(owner(27), nobody);
    EXPECT_EQ(account(pid).other, PageCount{});
}

TEST_F(MapTest, ProtectOnlyTakesAway) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, maps, 2));
    ASSERT_TRUE(manager.protect(pid, at(maps), size_of(1), Rights::r()));
    refused(Error::memory_in_use, [&] { return manager.protect(pid, at(maps), size_of(2), Rights::rw()); });
    refused(Error::memory_in_use, [&] { return manager.protect(pid, at(maps), size_of(1), Rights::none()); });
    refused(Error::memory_in_use, [&] { return manager.protect(pid, at(maps), size_of(1), Rights::rx()); });
    refused(Error::bad_address, [&] { return manager.protect(pid, at(maps + 1), size_of(2), Rights::r()); });
    refused(Error::bad_address, [&] { return manager.protect(pid, at(maps), Bytes{0}, Rights::r()); });
    refused(Error::process_not_found, [&] { return manager.protect(stranger, at(maps), size_of(1), Rights::r()); });
    EXPECT_FALSE(store(pid, maps, 1));
    EXPECT_TRUE(store(pid, maps + 1, 1));
}

TEST_F(MapTest, WriteWithoutReadMakesAGuardPage) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, maps, 1, Rights::rwx()));
    ASSERT_TRUE(manager.protect(pid, at(maps), size_of(1), Rights::w()));
    EXPECT_EQ(entry(pid, maps).rights, Rights::none());
    for (const Rights rights : {Rights::r(), Rights::w(), Rights::x()})
        EXPECT_EQ(manager.fault(pid, at(maps), rights), FaultOutcome::denied);
    ASSERT_TRUE(ram(pid, maps + 1, 1, Rights::w() | Rights::x()));
    EXPECT_EQ(entry(pid, maps + 1).rights, Rights::none());
    EXPECT_TRUE(manager.unmap(pid, at(maps), size_of(2)));
}

TEST_F(MapTest, ExecutionIsLatentBesideWriting) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, maps, 1, Rights::rwx()));
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::x()), FaultOutcome::denied);
    EXPECT_TRUE(store(pid, maps, 9));
    ASSERT_TRUE(manager.protect(pid, at(maps), size_of(1), Rights::rx()));
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::x()), FaultOutcome::resolved);
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::w()), FaultOutcome::denied);
    EXPECT_EQ(load(pid, maps), 9);
}

}  // namespace
}  // namespace freehold::unit
