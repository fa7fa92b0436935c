// SPDX-License-Identifier: Apache-2.0
#include "freehold/manager/heap.hpp"

#include <limits>

#include "manager_world.hpp"

namespace freehold::unit {
namespace {

class HeapTest : public ManagerTest {};
constexpr Word all_ones = std::numeric_limits<Word>::max();

TEST_F(HeapTest, ItStartsEmptyGrowsAndShrinks) {
    const XousPid pid = process();
    EXPECT_EQ(manager.heap_grow(pid, Bytes{0}), virt(heap, 0));
    EXPECT_EQ(manager.heap_grow(pid, size_of(2)), virt(heap, 2));
    EXPECT_EQ(manager.heap_grow(pid, size_of(3)), virt(heap, 5));
    EXPECT_EQ(account(pid).heap, size_of(5));
    EXPECT_EQ(load(pid, heap + 4), 0);
    EXPECT_EQ(manager.heap_shrink(pid, Bytes{0}), virt(heap, 5));
    EXPECT_EQ(manager.heap_shrink(pid, size_of(4)), virt(heap, 1));
    EXPECT_EQ(entry(pid, heap + 1), Entry{});
    EXPECT_EQ(manager.heap_shrink(pid, size_of(1)), virt(heap, 0));
    EXPECT_EQ(account(pid).ram, PageCount{1});
}

TEST_F(HeapTest, AmountsAreWholePagesWithinTheLimit) {
    const XousPid pid = process();
    refused(Error::bad_alignment, [&] { return manager.heap_grow(pid, Bytes{1}); });
    refused(Error::bad_alignment, [&] { return manager.heap_shrink(pid, Bytes{4095}); });
    refused(Error::out_of_memory, [&] { return manager.heap_grow(pid, size_of(7)); });
    ASSERT_TRUE(manager.heap_grow(pid, size_of(5)));
    refused(Error::out_of_memory, [&] { return manager.heap_grow(pid, size_of(2)); });
    refused(Error::out_of_memory, [&] { return manager.heap_grow(pid, Bytes{all_ones - 4095}); });
    refused(Error::bad_address, [&] { return manager.heap_shrink(pid, size_of(6)); });
    refused(Error::process_not_found, [&] { return manager.heap_grow(stranger, size_of(1)); });
    refused(Error::process_not_found, [&] { return manager.heap_shrink(stranger, size_of(1)); });
}

TEST_F(HeapTest, WhatStandsInItsWayEndsIt) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, heap + 2, 1));
    refused(Error::memory_in_use, [&] { return manager.heap_grow(pid, size_of(3)); });
    EXPECT_TRUE(manager.heap_grow(pid, size_of(2)));
    const XousPid poor = process({PageCount{3}, size_of(6), size_of(6)});
    refused(Error::out_of_memory, [&] { return manager.heap_grow(poor, size_of(2)); });
}

TEST_F(HeapTest, WhatIsLentCannotBeTakenOff) {
    const XousPid pid = process();
    ASSERT_TRUE(manager.heap_grow(pid, size_of(3)));
    const Parcel parcel = manager.detach(pid, at(heap + 2), size_of(1)).value();
    refused(Error::share_violation, [&] { return manager.heap_shrink(pid, size_of(1)); });
    manager.reattach(parcel);
    EXPECT_TRUE(manager.heap_shrink(pid, size_of(1)));
}

TEST_F(HeapTest, ItsPagesCannotBeGivenAway) {
    const XousPid pid = process();
    ASSERT_TRUE(manager.heap_grow(pid, size_of(2)));
    refused(Error::memory_in_use, [&] { return manager.detach(pid, at(heap), size_of(1), Journey::gift); });
}

TEST_F(HeapTest, TheLimitMovesBetweenWhatThereIsAndTheHardLimit) {
    const XousPid pid = process();
    ASSERT_TRUE(manager.heap_grow(pid, size_of(2)));
    refused(Error::invalid_limit, [&] { return manager.set_heap_limit(pid, size_of(1)); });
    refused(Error::invalid_limit, [&] { return manager.set_heap_limit(pid, size_of(9)); });
    refused(Error::process_not_found, [&] { return manager.set_heap_limit(stranger, size_of(2)); });
    ASSERT_TRUE(manager.set_heap_limit(pid, size_of(2)));
    refused(Error::out_of_memory, [&] { return manager.heap_grow(pid, size_of(1)); });
    ASSERT_TRUE(manager.set_heap_limit(pid, size_of(8)));
    EXPECT_TRUE(manager.heap_grow(pid, size_of(6)));
}

}  // namespace
}  // namespace freehold::unit
