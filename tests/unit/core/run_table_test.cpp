// SPDX-License-Identifier: Apache-2.0
#include "freehold/run_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

/// What is `RunTable`'s own: budgets of runs, parked pages, how pages are chosen, bytes. What it shares with the other table
/// is in ownership_table_test.cpp.
namespace {

using namespace freehold;

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr Region paged(std::string_view name, Kind kind, Word first, Word count) {
    return {name, kind, kind == Kind::ram ? Rights::rwx() : Rights::rw(), Granularity::page, pages(first, count)};
}

constexpr auto small = Whitelist<2>::of({paged("ram", Kind::ram, 0, 64), paged("flash", Kind::storage, 100, 40)});
constexpr RunBudget few{3, 4, 2};
using Small = RunTable<small, few>;

constexpr XousPid alice{2};
constexpr XousPid bob{3};
constexpr XousPid carol{4};

Permit permit(Word first, Word count) { return small.permit(pages(first, count)).value(); }
bool claim(Small& table, Word first, Word count, XousPid pid) {
    auto taken = table.claim(permit(first, count), pid);
    if (taken) std::move(*taken).commit();
    return taken.has_value();
}

/// 16 MiB of RAM, 128 MiB of flash and registers, all at page granularity.
constexpr auto precursor =
    Whitelist<3>::of({paged("flash", Kind::storage, 0x20000, 32768), paged("sram", Kind::ram, 0x40000, 4096),
                      paged("csr", Kind::device, 0xf0000, 64)});
static_assert(sizeof(RunTable<precursor, RunBudget{12, 32, 12}>) <= 2048);

constexpr auto icicle =
    Whitelist<2>::of({paged("mmio", Kind::device, 0x20000, 64), paged("ddr", Kind::ram, 0x80000, 262144)});
static_assert(sizeof(RunTable<icicle, RunBudget{20, 32, 16}>) <= 4096);

TEST(RunTableTest, NeighboursOfOneProcessAreOneRun) {
    Small table;
    for (Word page = 0; page < 40; ++page) EXPECT_TRUE(claim(table, page, 1, alice));
    EXPECT_TRUE(table.has_room(3, alice));
    EXPECT_FALSE(table.has_room(4, alice));
}

TEST(RunTableTest, ARunEndsWithItsRegion) {
    Small table;
    EXPECT_TRUE(claim(table, 63, 1, alice));   // the last slot of the pool
    EXPECT_TRUE(claim(table, 100, 1, alice));  // the slot after it
    EXPECT_TRUE(table.has_room(2, alice));
    EXPECT_FALSE(table.has_room(3, alice));
}

TEST(RunTableTest, AClaimBeyondTheBudgetChangesNothing) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    const Small before = table;
    EXPECT_EQ(table.claim(permit(20, 1), alice).error(), Error::out_of_memory);
    EXPECT_EQ(table.reserve(PageCount{1}, alice, PageCount{1}).error(), Error::out_of_memory)
        << "what is kept is a run each";
    EXPECT_EQ(table, before);
    EXPECT_TRUE(claim(table, 1, 1, alice)) << "joins two";
    EXPECT_TRUE(claim(table, 20, 1, alice));
}

TEST(RunTableTest, AtTheEndOfItsBudgetAProcessStillGrows) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    auto reserve = table.reserve(PageCount{50}, alice);
    ASSERT_TRUE(reserve) << "behind its last run";
    EXPECT_EQ(reserve->draw(PageCount{50}).commit(), pages(7, 50));
}

TEST(RunTableTest, APromiseIsKeptInTheFewestRuns) {
    Small table;
    EXPECT_TRUE(claim(table, 1, 1, bob));  // gaps of 1, 2, 3, 10 and 44 pages
    EXPECT_TRUE(claim(table, 4, 1, bob));
    EXPECT_TRUE(claim(table, 8, 1, bob));
    EXPECT_TRUE(claim(table, 19, 1, bob));
    {
        auto reserve = table.reserve(PageCount{52}, alice);
        ASSERT_TRUE(reserve);
        EXPECT_EQ(reserve->draw(PageCount{52}).commit(), pages(20, 44));
        EXPECT_EQ(reserve->draw(PageCount{8}).commit(), pages(9, 8));
    }
    EXPECT_EQ(table.available(), PageCount{8});
    EXPECT_TRUE(table.has_room(2, alice)) << "two runs of her four";
}

TEST(RunTableTest, APromiseThatNeedsTooManyRunsIsNone) {
    Small table;
    for (Word page = 1; page < 8; page += 2) EXPECT_TRUE(claim(table, page, 1, bob));
    for (Word page = 9; page < 16; page += 2) EXPECT_TRUE(claim(table, page, 1, carol));
    EXPECT_TRUE(claim(table, 16, 48, kernel_pid));  // free: 0, 2, 4 ... 14
    const Small before = table;
    EXPECT_EQ(table.reserve(PageCount{5}, alice).error(), Error::out_of_memory);
    EXPECT_EQ(table, before);
    auto reserve = table.reserve(PageCount{4}, alice);
    ASSERT_TRUE(reserve);
    EXPECT_EQ(table.claim(permit(100, 1), bob).error(), Error::out_of_memory) << "one promise at a time";
    while (reserve->left().raw() != 0) (void)reserve->draw(reserve->left()).commit();
    EXPECT_FALSE(table.has_room(1, alice));
}

TEST(RunTableTest, WhatIsKeptUsesUpTheSmallestGaps) {
    Small table;
    EXPECT_TRUE(claim(table, 10, 5, bob));
    EXPECT_TRUE(claim(table, 16, 5, bob));
    auto reserve = table.reserve(PageCount{2}, alice, PageCount{2});
    ASSERT_TRUE(reserve);
    EXPECT_EQ(reserve->draw_kept().commit(), pages(15, 1));
    EXPECT_EQ(reserve->draw_kept().commit(), pages(9, 1))
        << "from the end, so that who owns what is before it can grow";
}

TEST(RunTableTest, AFreeInTheMiddleBeyondTheBudgetParks) {
    for (const Word base : {Word{0}, Word{100}}) {
        Small table;
        EXPECT_TRUE(claim(table, base, 20, alice));
        for (Word page = base + 2; page < base + 8; page += 2)
            EXPECT_EQ(table.release(permit(page, 1), alice), PageCount{1});
        EXPECT_FALSE(table.parked(alice));
        EXPECT_EQ(table.release(permit(base + 10, 1), alice), PageCount{0});
        EXPECT_TRUE(table.parked(alice));
        EXPECT_EQ(table.owner(PhysPage{base + 10}), alice);
        EXPECT_EQ(table.claim(permit(base + 10, 1), bob).error(), Error::memory_in_use) << "given to nobody";
        EXPECT_EQ(table.claim(permit(base + 10, 1), alice).error(), Error::memory_in_use);
    }
}

/// `each_in_use` for `unpark`.
auto only(const std::set<Word>& in_use) {
    return [&](auto&& visit) {
        for (const Word page : in_use) visit(PhysPage{page});
    };
}

TEST(RunTableTest, ParkedPagesGoWithTheirNeighbour) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 20, alice));
    std::set<Word> in_use;
    for (Word page = 0; page < 20; ++page) in_use.insert(page);
    const auto release = [&](Word page) {
        in_use.erase(page);
        return table.release(permit(page, 1), alice).raw();
    };
    for (const Word page : {2u, 4u, 6u}) EXPECT_EQ(release(page), 1u);
    for (const Word page : {10u, 11u, 13u}) EXPECT_EQ(release(page), 0u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{0});
    for (const Word page : {7u, 8u}) EXPECT_EQ(release(page), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{0});
    EXPECT_EQ(release(9), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{2});
    EXPECT_TRUE(table.parked(alice)) << "13 still is";
    EXPECT_EQ(release(12), 1u);
    EXPECT_EQ(table.unpark(alice, only(in_use)).ram, PageCount{1});
    EXPECT_FALSE(table.parked(alice));
    EXPECT_EQ(table.available(), PageCount{64 - in_use.size()});
}

TEST(RunTableTest, TheEndOfAProcessGivesBackWhatIsParked) {
    Small table;
    for (Word page = 0; page < 8; page += 2) EXPECT_TRUE(claim(table, 10 * page, page == 0 ? 3 : 1, alice));
    EXPECT_EQ(table.release(permit(1, 1), alice), PageCount{0});
    EXPECT_EQ(table.release(permit(0, 1), alice), PageCount{1});
    EXPECT_EQ(table.release(permit(2, 1), alice), PageCount{1});
    for (Word page = 2; page < 8; page += 2) EXPECT_EQ(table.release(permit(10 * page, 1), alice), PageCount{1});
    EXPECT_EQ(table.finish(alice).ram, PageCount{1});
    EXPECT_EQ(table, Small{});
}

TEST(RunTableTest, ADeadLendersPagesAreTheKernelsWhateverItsBudget) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 9, alice));
    for (Word page = 20; page < 26; page += 2) EXPECT_TRUE(claim(table, page, 1, alice));
    table.transfer(permit(4, 1), alice, kernel_pid);  // in the middle, and no run to spare
    EXPECT_EQ(table.owner(PhysPage{4}), kernel_pid);
    EXPECT_TRUE(table.has_room(few.kernel_runs, kernel_pid)) << "counted to the lender";
    EXPECT_EQ(table.release(permit(0, 4), alice), PageCount{4});
    EXPECT_EQ(table.release(permit(5, 4), alice), PageCount{4});
    for (Word page = 20; page < 26; page += 2) EXPECT_EQ(table.release(permit(page, 1), alice), PageCount{1});
    EXPECT_EQ(table.owner(PhysPage{4}), kernel_pid);
    EXPECT_EQ(table.release(permit(4, 1), kernel_pid), PageCount{1});
    (void)table.finish(alice);
    EXPECT_EQ(table, Small{});
}

/// Every other page of everything it may own; then the others use their whole budgets.
TEST(RunTableTest, WhoFragmentsIsStoppedByItsOwnBudget) {
    Small table;
    EXPECT_TRUE(claim(table, 0, 40, alice));
    EXPECT_TRUE(claim(table, 100, 40, alice));
    for (Word page = 1; page < 39; page += 2) (void)table.release(permit(page, 1), alice);
    for (Word page = 101; page < 139; page += 2) (void)table.release(permit(page, 1), alice);
    EXPECT_FALSE(table.has_room(1, alice));
    for (const XousPid other : {bob, carol}) {
        const Word first = other == bob ? 41 : 51;
        for (Word i = 0; i < few.runs; ++i) EXPECT_TRUE(claim(table, first + 2 * i, 1, other)) << i;
        EXPECT_FALSE(claim(table, first + 2 * few.runs, 1, other));
    }
    EXPECT_TRUE(claim(table, 60, 1, kernel_pid));
    EXPECT_TRUE(claim(table, 62, 1, kernel_pid));
}

/// Requests at random under budgets that are always too small. All that is known beside the table is who uses which page.
class Squeeze {
public:
    void step() {
        const XousPid pid{static_cast<std::uint8_t>(2 + below(3))};
        const Word first = below(2) != 0 ? below(60) : 100 + below(36);
        const Word count = 1 + below(4);
        switch (below(6)) {
            case 0:
            case 1: add(table_.claim(permit(first, count), pid), pid); break;
            case 2: draw(PageCount{1 + below(20)}, pid); break;
            case 3: add(table_.claim_contiguous(PageCount{1 + below(12)}, pid), pid); break;
            default: release(first, count, pid);
        }
        check();
    }
    void end() {
        for (auto& [pid, in_use] : in_use_) {
            while (!in_use.empty()) release(*in_use.begin(), 1, pid);
            (void)table_.finish(pid);
        }
        EXPECT_EQ(table_, Small{});
    }
    unsigned parked = 0, unparked = 0, refused = 0;

private:
    unsigned below(unsigned bound) { return static_cast<unsigned>(engine_() % bound); }

    void add(Expected<Claim<Small>> claim, XousPid pid) {
        refused += !claim && claim.error() == Error::out_of_memory;
        if (claim) add(std::move(*claim).commit(), pid);
    }
    void add(PhysPages run, XousPid pid) {
        for (PhysPage page = run.first(); page < run.end(); page = page + PageCount{1})
            in_use_[pid].insert(page.number());
    }
    void draw(PageCount count, XousPid pid) {
        const Small before = table_;
        auto reserve = table_.reserve(count, pid);
        if (!reserve) {
            EXPECT_EQ(table_, before);
            ++refused;
            return;
        }
        while (reserve->left().raw() != 0)
            add(reserve->draw(std::min(reserve->left(), PageCount{1 + below(9)})).commit(), pid);
    }
    void release(Word first, Word count, XousPid pid) {
        auto& in_use = in_use_[pid];
        for (Word page = first; page < first + count; ++page)
            if (!in_use.contains(page)) return;
        parked += table_.release(permit(first, count), pid).raw() == 0;
        for (Word page = first; page < first + count; ++page) in_use.erase(page);
        if (!table_.parked(pid)) return;
        const Freed freed = table_.unpark(pid, only(in_use));
        unparked += freed.ram.raw() + freed.other.raw() != 0;
    }

    /// What is in use is its user's; what is owned beyond that is parked, and has an owned page on both sides.
    void check() {
        Word free = 0;
        std::map<XousPid, bool> parked_now;
        for (Word page = 0; page < 140; page = page == 63 ? 100 : page + 1) {
            const XousPid owner = table_.owner(PhysPage{page});
            free += page < 64 && owner == nobody;
            for (const auto& [pid, in_use] : in_use_) {
                if (in_use.contains(page)) ASSERT_EQ(owner, pid) << page;
                else if (owner == pid) {
                    parked_now[pid] = true;
                    ASSERT_TRUE(page != 0 && page != 63 && page != 100 && page != 139);
                    ASSERT_EQ(table_.owner(PhysPage{page - 1}), pid) << page;
                    ASSERT_EQ(table_.owner(PhysPage{page + 1}), pid) << page;
                }
            }
        }
        ASSERT_EQ(table_.available(), PageCount{free});
        for (const XousPid pid : {alice, bob, carol}) ASSERT_EQ(table_.parked(pid), parked_now[pid]);
    }

    std::mt19937 engine_{11};
    Small table_;
    std::map<XousPid, std::set<Word>> in_use_;
};

TEST(RunTableTest, NothingIsLostUnderBudgetsThatAreTooSmall) {
    Squeeze squeeze;
    for (int step = 0; step < 30000; ++step) {
        squeeze.step();
        if (testing::Test::HasFailure()) FAIL() << "in step " << step;
    }
    squeeze.end();
    EXPECT_GT(squeeze.parked, 100u);
    EXPECT_GT(squeeze.unparked, 100u);
    EXPECT_GT(squeeze.refused, 100u);
}

}  // namespace
