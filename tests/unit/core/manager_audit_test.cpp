// SPDX-License-Identifier: Apache-2.0
#include <functional>

#include "manager_world.hpp"

/// That the audit finds what is planted: each test damages one thing behind the manager's back.
namespace freehold::unit {
namespace {

class AuditTest : public ManagerTest {
protected:
    /// The audit agrees, then not while `damage` is done, and again once it is mended.
    void finds(const std::function<void()>& damage, const std::function<void()>& mend) {
        ASSERT_TRUE(manager.audit());
        damage();
        EXPECT_EQ(manager.audit().error(), Error::memory_in_use);
        mend();
        EXPECT_TRUE(manager.audit());
    }
    /// A page changes its owner in the table alone.
    void finds_theft(XousPid from, XousPid to, PhysPage page) {
        const Permit permit = board.permit(PhysPages{page, PageCount{1}}).value();
        finds([&] { table().transfer(permit, from, to); }, [&] { table().transfer(permit, to, from); });
    }
    void finds_miscount(PageCount& count) {
        finds([&] { count += PageCount{1}; }, [&] { count -= PageCount{1}; });
    }
    Config::Table& table() { return const_cast<Config::Table&>(manager.table()); }
    Account& books(XousPid whose) { return const_cast<Account&>(account(whose)); }

    XousPid pid = process();
    XousPid other = process();
};

TEST_F(AuditTest, APageThatTheTableGivesToAnother) {
    ASSERT_TRUE(ram(pid, maps, 3));
    finds_theft(pid, other, entry(pid, maps + 1).page);
    finds_theft(pid, kernel_pid, entry(pid, maps).page);
}

TEST_F(AuditTest, ACountThatIsOff) {
    ASSERT_TRUE(ram(pid, maps, 3));
    finds_miscount(books(pid).ram);
    finds_miscount(books(pid).other);
    finds_miscount(books(pid).in_flight);
    finds_miscount(books(pid).borrowed);
}

TEST_F(AuditTest, PagesOnTheAccountOfWhoIsNot) {
    finds([&] { const_cast<Account&>(manager.process(stranger).account).ram += PageCount{1}; },
          [&] { const_cast<Account&>(manager.process(stranger).account).ram -= PageCount{1}; });
}

TEST_F(AuditTest, ABorrowedPageThatNobodyOwns) {
    ASSERT_TRUE(ram(pid, maps, 1));
    const PhysPage page = entry(pid, maps).page;
    const Permit permit = board.permit(PhysPages{page, PageCount{1}}).value();
    ASSERT_TRUE(manager.lend(manager.detach(pid, at(maps), size_of(1)).value(), other, Rights::rw()));
    finds([&] { table().release(permit, pid); }, [&] { std::move(*table().claim(permit, pid)).commit(); });
}

TEST_F(AuditTest, APageOfADeadLenderThatIsNotTheKernels) {
    ASSERT_TRUE(ram(pid, maps, 2));
    const PhysPage page = entry(pid, maps).page;
    ASSERT_TRUE(manager.claim_context(other));
    ASSERT_TRUE(manager.lend(manager.detach(pid, at(maps), size_of(1)).value(), other, Rights::rw()));
    ASSERT_TRUE(manager.begin_end(pid));
    ASSERT_FALSE(manager.reclaim(pid, PageCount{1}));
    finds_theft(kernel_pid, pid, page);
}

/// A region that is owned as a whole goes with its last page: until then its pages are on the account without an entry.
TEST_F(AuditTest, AnEndInTheMiddleOfAWholeRegionIsNoDamage) {
    const auto video = claim(pid, 25, 3);
    ASSERT_TRUE(video);
    ASSERT_TRUE(manager.begin_end(pid));
    for (int step = 0; step < 3; ++step) {
        EXPECT_TRUE(manager.audit()) << "after " << step << " pages";
        if (step == 2) finds_miscount(books(pid).other);
        (void)manager.reclaim(pid, PageCount{1});
    }
    EXPECT_TRUE(manager.audit());
    EXPECT_EQ(owner(25), nobody);
}

}  // namespace
}  // namespace freehold::unit
