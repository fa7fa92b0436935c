// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "run_table_world.hpp"

/// A table of runs under random requests.
namespace {

using namespace freehold;
using namespace freehold::run_table_world;

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

TEST(RunTableSqueezeTest, NothingIsLostUnderBudgetsThatAreTooSmall) {
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
