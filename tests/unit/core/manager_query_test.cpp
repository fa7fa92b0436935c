// SPDX-License-Identifier: Apache-2.0
#include "freehold/manager/query.hpp"

#include <limits>

#include "manager_world.hpp"

namespace freehold::unit {
namespace {

class QueryTest : public ManagerTest {
protected:
    XousPid pid = process();
};

TEST_F(QueryTest, AStackIsMappedWritableAndLargeEnough) {
    ASSERT_TRUE(ram(pid, maps, 3));
    EXPECT_TRUE(manager.validate_stack(pid, at(maps), size_of(3)));
    EXPECT_TRUE(manager.validate_stack(pid, VirtAddr{at(maps).raw() + 16}, Manager::least_stack));
    EXPECT_TRUE(manager.validate_stack(pid, VirtAddr{at(maps).raw() + 16}, Bytes{3 * page_bytes - 16}));
    refused(Error::bad_address, [&] { return manager.validate_stack(pid, VirtAddr{at(maps).raw() + 16}, size_of(3)); });
    refused(Error::bad_address, [&] { return manager.validate_stack(pid, at(maps), Bytes{255}); });
    refused(Error::bad_alignment,
            [&] { return manager.validate_stack(pid, VirtAddr{at(maps).raw() + 8}, size_of(1)); });
    refused(Error::bad_address,
            [&] { return manager.validate_stack(pid, at(maps), Bytes{std::numeric_limits<Word>::max()}); });
    refused(Error::process_not_found, [&] { return manager.validate_stack(stranger, at(maps), size_of(1)); });
}

TEST_F(QueryTest, AStackIsNeitherReadOnlyNorAway) {
    ASSERT_TRUE(ram(pid, maps, 2));
    ASSERT_TRUE(manager.protect(pid, at(maps), size_of(1), Rights::r()));
    refused(Error::access_denied, [&] { return manager.validate_stack(pid, at(maps), size_of(2)); });
    const Parcel parcel = manager.detach(pid, at(maps + 1), size_of(1)).value();
    refused(Error::share_violation, [&] { return manager.validate_stack(pid, at(maps + 1), size_of(1)); });
    manager.reattach(parcel);
}

TEST_F(QueryTest, AFaultIsResolvedOnlyWithTheRight) {
    ASSERT_TRUE(ram(pid, maps, 1, Rights::r()));
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::r()), FaultOutcome::resolved);
    EXPECT_EQ(manager.fault(pid, VirtAddr{at(maps).raw() + 4095}, Rights::r()), FaultOutcome::resolved);
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::w()), FaultOutcome::denied);
    EXPECT_EQ(manager.fault(pid, at(maps), Rights::x()), FaultOutcome::denied);
    EXPECT_EQ(manager.fault(pid, at(maps + 1), Rights::r()), FaultOutcome::denied);
    EXPECT_EQ(manager.fault(pid, at(user_end), Rights::r()), FaultOutcome::denied);
    EXPECT_EQ(manager.fault(pid, VirtAddr{std::numeric_limits<Word>::max()}, Rights::r()), FaultOutcome::denied);
    EXPECT_EQ(manager.fault(stranger, at(maps), Rights::r()), FaultOutcome::denied);
}

TEST_F(QueryTest, AllThatWasGrantedCanBeTouchedWithThePoolEmpty) {
    const XousPid hog = process({PageCount{100}, {}, {}});
    ASSERT_TRUE(ram(hog, 4, 12));
    while (free() > 0) ASSERT_TRUE(manager.claim_context(hog));
    for (Word page = 4; page < 16; ++page) EXPECT_TRUE(store(hog, page, 1));
}

TEST_F(QueryTest, TouchFindsThePageBehindAnAddress) {
    ASSERT_TRUE(ram(pid, maps, 1));
    manager.machine().content.fill(0xee);
    const PhysPage page = manager.touch(pid, VirtPage{maps}).value();
    EXPECT_EQ(page, entry(pid, maps).page);
    EXPECT_EQ(manager.machine().content[page.number()], 0);
    EXPECT_EQ(manager.touch(pid, VirtPage{maps}), page);
    refused(Error::bad_address, [&] { return manager.touch(pid, VirtPage{maps + 1}); });
    refused(Error::bad_address, [&] { return manager.touch(pid, VirtPage{user_end}); });
    refused(Error::process_not_found, [&] { return manager.touch(stranger, VirtPage{maps}); });
}

TEST_F(QueryTest, ThereIsNothingOfWhoIsNot) {
    EXPECT_EQ(entry(stranger, maps), Entry{});
    EXPECT_EQ(entry(XousPid{255}, maps), Entry{});
    EXPECT_EQ(entry(kernel_pid, maps), Entry{});
    EXPECT_EQ(entry(pid, user_end), Entry{});
    EXPECT_FALSE(manager.is_live(XousPid{255}));
    EXPECT_FALSE(manager.is_live(kernel_pid));
    EXPECT_TRUE(manager.is_live(pid));
}

TEST_F(QueryTest, TheAuditCountsWhatIsMapped) {
    const XousPid other = process();
    EXPECT_EQ(manager.audit(), PageCount{0});
    ASSERT_TRUE(ram(pid, maps, 3));
    EXPECT_EQ(manager.audit(), PageCount{3});
    ASSERT_TRUE(manager.claim_context(other));
    const Loan loan = manager.lend(manager.detach(pid, at(maps), size_of(1)).value(), other, Rights::rw()).value();
    EXPECT_EQ(manager.audit(), PageCount{4});
    ASSERT_TRUE(manager.end_process(pid));
    EXPECT_TRUE(manager.audit());
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_EQ(manager.audit(), PageCount{0});
}

}  // namespace
}  // namespace freehold::unit
