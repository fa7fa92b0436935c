// SPDX-License-Identifier: Apache-2.0
#include "freehold/manager/life.hpp"

#include "manager_world.hpp"

namespace freehold::unit {
namespace {

class LifeTest : public ManagerTest {};

TEST_F(LifeTest, ReservedPagesAreTheKernelsFromTheStart) {
    EXPECT_EQ(account(kernel_pid).other, PageCount{2});
    EXPECT_EQ(owner(40), kernel_pid);
    EXPECT_EQ(free(), ram_pages);
}

TEST_F(LifeTest, PidsGoRoundAndRunOut) {
    const XousPid first = process(), second = process();
    EXPECT_EQ(first, XousPid{2});
    EXPECT_EQ(second, XousPid{3});
    ASSERT_TRUE(manager.end_process(first));
    EXPECT_EQ(process(), XousPid{4});
    EXPECT_EQ(process(), first);  // only now
    refused(Error::out_of_memory, [&] { return manager.create_process(ample); });
}

TEST_F(LifeTest, AProcessNeedsAPageForItsRoot) {
    refused(Error::out_of_memory, [&] { return manager.create_process({}); });
    const XousPid pid = process({PageCount{100}, {}, {}});
    ASSERT_TRUE(ram(pid, 4, 12));
    ASSERT_TRUE(ram(pid, maps, free() - 1));
    ASSERT_EQ(free(), 0u);
    refused(Error::out_of_memory, [&] { return manager.create_process(ample); });
}

TEST_F(LifeTest, AnEndGivesEverythingBack) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, maps, 3));
    ASSERT_TRUE(claim(pid, 24, 1));
    ASSERT_TRUE(claim(pid, 25, 3));
    ASSERT_TRUE(manager.heap_grow(pid, size_of(2)));
    ASSERT_TRUE(manager.end_process(pid));
    EXPECT_EQ(free(), ram_pages);
    EXPECT_EQ(owner(24), nobody);
    EXPECT_EQ(owner(26), nobody);
    EXPECT_EQ(life(pid), Life::none);
    EXPECT_EQ(manager.process(pid), Manager::Proc{});
    refused(Error::process_not_found, [&] { return manager.end_process(pid); });
}

TEST_F(LifeTest, AnEndIsTakenInSteps) {
    const XousPid pid = process();
    ASSERT_TRUE(ram(pid, heap, 2));
    ASSERT_TRUE(claim(pid, 25, 3));  // one region, and its pages in several steps
    ASSERT_TRUE(manager.begin_end(pid));
    refused(Error::process_not_found, [&] { return ram(pid, maps, 1); });
    refused(Error::process_not_found, [&] { return manager.begin_end(pid); });
    unsigned steps = 1;
    while (!manager.reclaim(pid, PageCount{1})) ++steps;
    EXPECT_GE(steps, 16u);
    EXPECT_EQ(free(), ram_pages);
    EXPECT_EQ(owner(25), nobody);
    EXPECT_TRUE(manager.reclaim(pid, PageCount{1}));
}

TEST_F(LifeTest, NothingIsReclaimedOfOthers) {
    const XousPid pid = process();
    const Manager before = manager;
    for (const XousPid each : {nobody, kernel_pid, pid, stranger, XousPid{255}})
        EXPECT_TRUE(manager.reclaim(each, PageCount{9}));
    EXPECT_EQ(manager, before);
}

TEST_F(LifeTest, ABorrowerGivesBackFirst) {
    const XousPid lender = process(), borrower = process();
    ASSERT_TRUE(ram(lender, maps, 1));
    const Loan loan =
        manager.lend(manager.detach(lender, at(maps), size_of(1)).value(), borrower, Rights::rw()).value();
    refused(Error::share_violation, [&] { return manager.begin_end(borrower); });
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_TRUE(manager.end_process(borrower));
}

TEST_F(LifeTest, WhatADeadLenderLentIsTheKernelsUntilItComesBack) {
    const XousPid lender = process(), borrower = process();
    ASSERT_TRUE(ram(lender, maps, 2));
    const Loan loan =
        manager.lend(manager.detach(lender, at(maps), size_of(2)).value(), borrower, Rights::rw()).value();
    const Word page = entry(borrower, messages).page.number();
    ASSERT_TRUE(manager.end_process(lender));
    EXPECT_EQ(life(lender), Life::lingering);
    EXPECT_EQ(owner(page), kernel_pid);
    EXPECT_TRUE(store(borrower, messages, 5));
    EXPECT_EQ(entry(lender, maps).use, Use::lent);
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_EQ(owner(page), nobody);
    EXPECT_EQ(life(lender), Life::none);
    EXPECT_EQ(account(kernel_pid).ram, PageCount{});
    refused(Error::share_violation, [&] { return manager.give_back(loan); });
}

TEST_F(LifeTest, AReturnDuringTheEndIsSweptLater) {
    const XousPid lender = process(), borrower = process();
    ASSERT_TRUE(ram(lender, maps + 3, 1));
    const Loan loan =
        manager.lend(manager.detach(lender, at(maps + 3), size_of(1)).value(), borrower, Rights::r()).value();
    ASSERT_TRUE(manager.begin_end(lender));
    ASSERT_TRUE(manager.give_back(loan));
    EXPECT_EQ(entry(lender, maps + 3).use, Use::plain);
    while (!manager.reclaim(lender, PageCount{2})) {}
    EXPECT_EQ(life(lender), Life::none);
}

TEST_F(LifeTest, ContextsArePagesOfTheirProcessAlsoAfterItsEnd) {
    const XousPid pid = process();
    manager.machine().content.fill(0xee);
    const PhysPage page = manager.claim_context(pid).value();
    EXPECT_EQ(manager.machine().content[page.number()], 0);
    EXPECT_EQ(account(pid).contexts, PageCount{1});
    EXPECT_EQ(account(pid).ram, PageCount{2});
    ASSERT_TRUE(manager.end_process(pid));
    EXPECT_EQ(life(pid), Life::lingering);
    EXPECT_EQ(owner(page.number()), pid);
    EXPECT_EQ(entry(pid, maps), Entry{});
    const PhysPage late = manager.claim_context(pid).value();
    manager.release_context(pid, page);
    EXPECT_EQ(life(pid), Life::lingering);
    manager.release_context(pid, late);
    EXPECT_EQ(life(pid), Life::none);
    EXPECT_EQ(free(), ram_pages);
}

TEST_F(LifeTest, AContextIsCountedAndLimited) {
    const XousPid pid = process({PageCount{2}, {}, {}});
    ASSERT_TRUE(manager.claim_context(pid));
    refused(Error::out_of_memory, [&] { return manager.claim_context(pid); });
    for (const XousPid none : {nobody, kernel_pid, stranger, XousPid{255}})
        refused(Error::process_not_found, [&] { return manager.claim_context(none); });
    const XousPid rich = process({PageCount{100}, {}, {}});
    ASSERT_TRUE(ram(rich, 4, 12));
    ASSERT_TRUE(ram(rich, maps, free() - 1));
    refused(Error::out_of_memory, [&] { return manager.claim_context(rich); });
}

TEST_F(LifeTest, TheKernelAdoptsWhatIsFree) {
    ASSERT_TRUE(manager.adopt(phys(2, 4)));
    ASSERT_TRUE(manager.adopt(phys(30, 1)));
    EXPECT_EQ(account(kernel_pid).ram, PageCount{4});
    EXPECT_EQ(account(kernel_pid).other, PageCount{3});
    refused(Error::memory_in_use, [&] { return manager.adopt(phys(5, 1)); });
    refused(Error::access_denied, [&] { return manager.adopt(phys(40, 1)); });
    refused(Error::bad_address, [&] { return manager.adopt(phys(33, 1)); });
    const XousPid pid = process();
    refused(Error::memory_in_use, [&] { return claim(pid, 2, 1); });
}

}  // namespace
}  // namespace freehold::unit
