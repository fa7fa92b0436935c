// SPDX-License-Identifier: Apache-2.0
#include "freehold/manager/share.hpp"

#include "manager_world.hpp"

namespace freehold::unit {
namespace {

class ShareTest : public ManagerTest {
protected:
    XousPid one = process();
    XousPid two = process();

    Parcel sent(XousPid pid, Word page, Word count, Journey journey = Journey::loan) {
        return manager.detach(pid, at(page), size_of(count), journey).value();
    }
};

TEST_F(ShareTest, WhatIsOnItsWayNobodyCanTouch) {
    ASSERT_TRUE(ram(one, maps, 2));
    const Parcel parcel = sent(one, maps, 2);
    EXPECT_EQ(manager.fault(one, at(maps), Rights::r()), FaultOutcome::away);
    EXPECT_EQ(account(one).in_flight, PageCount{2});
    refused(Error::share_violation, [&] { return manager.unmap(one, at(maps), size_of(1)); });
    refused(Error::share_violation, [&] { return manager.detach(one, at(maps), size_of(1)); });
    refused(Error::share_violation, [&] { return manager.protect(one, at(maps), size_of(1), Rights::r()); });
    manager.reattach(parcel);
    EXPECT_TRUE(store(one, maps, 3));
    EXPECT_EQ(account(one).in_flight, PageCount{});
}

TEST_F(ShareTest, OnlyOnesOwnRamTravels) {
    ASSERT_TRUE(claim(one, 24, 1));
    ASSERT_TRUE(claim(one, 25, 3));
    refused(Error::access_denied, [&] { return manager.detach(one, at(maps), size_of(1)); });
    refused(Error::access_denied, [&] { return manager.detach(one, at(maps + 1), size_of(1)); });
    refused(Error::bad_address, [&] { return manager.detach(one, at(heap), size_of(1)); });
    refused(Error::bad_alignment, [&] { return manager.detach(one, VirtAddr{at(maps).raw() + 4}, size_of(1)); });
    refused(Error::process_not_found, [&] { return manager.detach(stranger, at(maps), size_of(1)); });
    ASSERT_TRUE(ram(one, maps + 4, 1));
    refused(Error::bad_address, [&] { return manager.detach(one, at(maps + 4), size_of(2)); });
}

TEST_F(ShareTest, ALoanIsInOneAddressSpaceAtATime) {
    ASSERT_TRUE(ram(one, maps, 2));
    ASSERT_TRUE(store(one, maps, 11));
    const Loan loan = manager.lend(sent(one, maps, 2), two, Rights::rw()).value();
    EXPECT_EQ(loan.at, VirtPage{messages});
    EXPECT_EQ(manager.fault(one, at(maps), Rights::r()), FaultOutcome::away);
    EXPECT_EQ(load(two, messages), 11);
    EXPECT_EQ(account(two).borrowed, PageCount{2});
    EXPECT_EQ(account(two).ram, PageCount{2});  // root and a table; the page is the lender's
    refused(Error::share_violation, [&] { return manager.unmap(two, at(messages), size_of(2)); });
    refused(Error::share_violation, [&] { return manager.detach(two, at(messages), size_of(1)); });
    refused(Error::share_violation, [&] { return manager.touch(two, VirtPage{messages}); });
    ASSERT_TRUE(store(two, messages, 12));
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_EQ(manager.fault(two, at(messages), Rights::r()), FaultOutcome::denied);
    EXPECT_EQ(load(one, maps), 12);
    EXPECT_EQ(account(two).ram, PageCount{2});  // the table of the first messages stays
}

TEST_F(ShareTest, APageIsLentInOneStepAsInTwo) {
    ASSERT_TRUE(ram(one, maps, 2));
    ASSERT_TRUE(store(one, maps, 11));
    for (const Word page : {maps, maps + 1}) {  // touched and fresh
        auto other = manager;
        const Parcel parcel = other.detach(one, at(page), size_of(1)).value();
        const Loan in_two = other.lend(parcel, two, Rights::r()).value();
        const auto in_one = manager.lend_page(one, at(page), two, Rights::r());
        EXPECT_EQ(in_one, Expected<Loan>{in_two});
        EXPECT_TRUE(manager == other);
    }
    EXPECT_EQ(manager.fault(one, at(maps), Rights::r()), FaultOutcome::away);
    EXPECT_EQ(load(two, messages), 11);
}

TEST_F(ShareTest, APageThatCannotBeLentStaysAtHome) {
    ASSERT_TRUE(ram(one, maps, 1));
    ASSERT_TRUE(claim(one, 24, 1));
    const auto lend = [&](XousPid pid, Word page, XousPid borrower) {
        return manager.lend_page(pid, at(page), borrower, Rights::rw());
    };
    refused(Error::access_denied, [&] { return lend(one, maps + 1, two); });
    refused(Error::bad_address, [&] { return lend(one, heap, two); });
    refused(Error::process_not_found, [&] { return lend(stranger, maps, two); });
    refused(Error::process_not_found, [&] { return lend(one, maps, stranger); });
    const XousPid poor = process(Limits{.ram = PageCount{1}, .heap = {}, .heap_hard = {}});
    refused(Error::out_of_memory, [&] { return lend(one, maps, poor); });
    ASSERT_TRUE(lend(one, maps, two));
    refused(Error::share_violation, [&] { return lend(one, maps, two); });
}

TEST_F(ShareTest, AFreshPageGoesAndComesBackZeroedOnce) {
    ASSERT_TRUE(ram(one, maps, 2));
    manager.machine().content.fill(0xee);
    const Loan loan = manager.lend(sent(one, maps, 2), two, Rights::rw()).value();
    EXPECT_EQ(load(two, messages), 0);
    ASSERT_TRUE(store(two, messages, 4));
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_FALSE(entry(one, maps).fresh);
    EXPECT_TRUE(entry(one, maps + 1).fresh);
    EXPECT_EQ(load(one, maps), 4);
    EXPECT_EQ(load(one, maps + 1), 0);
}

TEST_F(ShareTest, ABorrowerGetsNoMoreThanBothAllow) {
    ASSERT_TRUE(ram(one, maps, 1, Rights::rwx()));
    const Loan first = manager.lend(sent(one, maps, 1), two, Rights::rwx()).value();
    EXPECT_EQ(entry(two, messages).rights, Rights::rw());
    ASSERT_TRUE(manager.give_back(first));
    const Loan second = manager.lend(sent(one, maps, 1), two, Rights::r()).value();
    EXPECT_EQ(manager.fault(two, at(messages), Rights::w()), FaultOutcome::denied);
    ASSERT_TRUE(manager.give_back(second));
    const Loan third = manager.lend(sent(one, maps, 1), two, Rights::w()).value();
    EXPECT_EQ(entry(two, messages).rights, Rights::none());  // write without read is no access
    ASSERT_TRUE(manager.give_back(third));
    EXPECT_EQ(entry(one, maps).rights, Rights::rwx());
}

TEST_F(ShareTest, ALoanThatIsNotAsItSaysIsRefused) {
    ASSERT_TRUE(ram(one, maps, 2));
    const Loan loan = manager.lend(sent(one, maps, 2), two, Rights::rw()).value();
    const auto wrong = [&](auto&& change) {
        Loan other = loan;
        change(other);
        refused(Error::share_violation, [&] { return manager.give_back(other); });
    };
    wrong([](Loan& l) { l.borrower = stranger; });
    wrong([&](Loan& l) { l.borrower = one; });
    wrong([](Loan& l) { l.borrower = XousPid{255}; });
    wrong([](Loan& l) { l.lent.owner = XousPid{255}; });
    wrong([](Loan& l) { l.lent.owner = stranger; });
    wrong([](Loan& l) { l.lent.owner = kernel_pid; });
    wrong([](Loan& l) { l.at = VirtPage{messages + 1}; });
    wrong([](Loan& l) { l.lent.at = virt(maps + 1, 2); });
    wrong([](Loan& l) { l.lent.at = virt(maps, 3); });
    ASSERT_TRUE(manager.give_back(loan));
    wrong([](Loan&) {});
}

TEST_F(ShareTest, ALendThatCannotBeStaysAParcel) {
    ASSERT_TRUE(ram(one, maps, 8));
    const Parcel all = sent(one, maps, 7);
    refused(Error::out_of_memory, [&] { return manager.lend(all, two, Rights::rw()); });  // the zone has six pages
    refused(Error::process_not_found, [&] { return manager.lend(all, stranger, Rights::rw()); });
    const Parcel last = sent(one, maps + 7, 1);
    ASSERT_TRUE(manager.end_process(two));
    const XousPid poor = process({PageCount{1}, {}, {}});
    refused(Error::out_of_memory, [&] { return manager.lend(last, poor, Rights::rw()); });  // no page for a table
    manager.reattach(all);
    manager.reattach(last);
}

TEST_F(ShareTest, ThePoolEndsALendAndAMove) {
    ASSERT_TRUE(ram(one, maps, 1));
    const Parcel parcel = sent(one, maps, 1, Journey::gift);
    const XousPid hog = process({PageCount{100}, {}, {}});
    while (free() > 0) ASSERT_TRUE(manager.claim_context(hog));
    refused(Error::out_of_memory, [&] { return manager.lend(parcel, two, Rights::rw()); });
    refused(Error::out_of_memory, [&] { return manager.move(parcel, two); });
    manager.reattach(parcel);
}

TEST_F(ShareTest, WithinOneProcessALoanBehavesLikeAnyOther) {
    ASSERT_TRUE(ram(one, maps, 1));
    const Loan loan = manager.lend(sent(one, maps, 1), one, Rights::rw()).value();
    EXPECT_EQ(manager.fault(one, at(maps), Rights::r()), FaultOutcome::away);
    EXPECT_TRUE(store(one, messages, 8));
    refused(Error::share_violation, [&] { return manager.begin_end(one); });
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_EQ(load(one, maps), 8);
}

TEST_F(ShareTest, AMoveChangesTheOwner) {
    ASSERT_TRUE(ram(one, maps, 2));
    ASSERT_TRUE(store(one, maps, 6));
    const Word page = entry(one, maps).page.number();
    EXPECT_EQ(manager.move(sent(one, maps, 2, Journey::gift), two), virt(messages, 2));
    EXPECT_EQ(owner(page), two);
    EXPECT_EQ(load(two, messages), 6);
    EXPECT_TRUE(entry(two, messages + 1).fresh);
    EXPECT_EQ(account(one).ram, PageCount{1});
    EXPECT_EQ(account(two).ram, PageCount{4});
    EXPECT_TRUE(manager.unmap(two, at(messages), size_of(2)));
}

TEST_F(ShareTest, WhatIsSentCanBeUsed) {
    ASSERT_TRUE(ram(one, maps, 1));
    ASSERT_TRUE(ram(one, maps + 1, 1, Rights::r()));
    ASSERT_TRUE(ram(one, maps + 2, 1, Rights::none()));
    const auto detach = [&](Word page, Word count, Rights least) {
        return manager.detach(one, at(page), size_of(count), Journey::loan, least);
    };
    refused(Error::access_denied, [&] { return detach(maps, 2, Rights::rw()); });
    refused(Error::access_denied, [&] { return detach(maps, 3, Rights::r()); });
    refused(Error::access_denied, [&] { return manager.lend_page(one, at(maps + 1), two, Rights::rw()); });
    refused(Error::access_denied, [&] { return manager.lend_page(one, at(maps + 2), two, Rights::r()); });
    EXPECT_TRUE(detach(maps, 2, Rights::r()));
}

TEST_F(ShareTest, AMoveBringsNoCodeAlong) {
    ASSERT_TRUE(ram(one, maps, 1, Rights::rwx()));
    ASSERT_TRUE(ram(one, maps + 1, 1, Rights::rx()));
    ASSERT_TRUE(manager.move(sent(one, maps, 2, Journey::gift), two));
    EXPECT_EQ(entry(two, messages).rights, Rights::rw());
    EXPECT_EQ(entry(two, messages + 1).rights, Rights::r());
}

TEST_F(ShareTest, AMoveGoesWhereItIsWanted) {
    ASSERT_TRUE(ram(one, maps, 1, Rights::rwx()));
    const Parcel parcel = sent(one, maps, 1, Journey::gift);
    ASSERT_TRUE(ram(two, heap, 1));
    refused(Error::memory_in_use, [&] { return manager.move(parcel, two, at(heap)); });
    refused(Error::bad_address, [&] { return manager.move(parcel, two, at(user_end)); });
    refused(Error::bad_alignment, [&] { return manager.move(parcel, two, VirtAddr{at(heap).raw() + 1}); });
    EXPECT_EQ(manager.move(parcel, two, at(heap + 1)), virt(heap + 1, 1));
    EXPECT_EQ(entry(two, heap + 1).rights, Rights::rwx());
}

TEST_F(ShareTest, AMoveThatCannotBeStaysAParcel) {
    ASSERT_TRUE(ram(one, maps, 8));
    const Parcel many = sent(one, maps, 7, Journey::gift), few = sent(one, maps + 7, 1, Journey::gift);
    refused(Error::out_of_memory, [&] { return manager.move(many, two); });
    refused(Error::process_not_found, [&] { return manager.move(few, stranger); });
    const XousPid poor = process({PageCount{2}, {}, {}});
    refused(Error::out_of_memory, [&] { return manager.move(few, poor); });
    manager.reattach(many);
    manager.reattach(few);
}

TEST_F(ShareTest, HeapPagesDoNotMove) {
    ASSERT_TRUE(manager.heap_grow(one, size_of(1)));
    const Parcel loan = sent(one, heap, 1);
    refused(Error::memory_in_use, [&] { return manager.move(loan, two); });
    manager.reattach(loan);
}

TEST_F(ShareTest, AMoveFromADeadSenderArrives) {
    ASSERT_TRUE(ram(one, maps, 2));
    ASSERT_TRUE(store(one, maps + 1, 9));
    const Parcel parcel = sent(one, maps, 2, Journey::gift);
    ASSERT_TRUE(manager.end_process(one));
    EXPECT_EQ(life(one), Life::lingering);
    EXPECT_EQ(account(kernel_pid).ram, PageCount{2});
    ASSERT_EQ(manager.move(parcel, two), virt(messages, 2));
    EXPECT_EQ(load(two, messages + 1), 9);
    EXPECT_EQ(owner(entry(two, messages).page.number()), two);
    EXPECT_EQ(account(kernel_pid).ram, PageCount{});
    EXPECT_EQ(life(one), Life::none);
}

TEST_F(ShareTest, AParcelOfADeadSenderThatNobodyWantsGoesToThePool) {
    ASSERT_TRUE(ram(one, maps, 2));
    const Parcel parcel = sent(one, maps, 2);
    ASSERT_TRUE(manager.end_process(one));
    manager.reattach(parcel);
    EXPECT_EQ(free(), ram_pages - 1);
    EXPECT_EQ(life(one), Life::none);
}

}  // namespace
}  // namespace freehold::unit
