// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "arch/host/paper.hpp"
#include "freehold/manager.hpp"
#include "freehold/run_table.hpp"

/// The memory manager on a table whose budgets are always too small: what is parked stays counted, and nothing is lost.
namespace {

using namespace freehold;

constexpr PhysPages physical(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr VirtPages virtual_pages(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }

constexpr auto board = Whitelist<3>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, physical(2, 60)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, physical(64, 20)},
    Region{"video", Kind::device, Rights::rw(), Granularity::whole, physical(90, 3)},
});
constexpr Word physical_end = 94;

struct Config {
    static constexpr const auto& whitelist = board;
    using Table = RunTable<board, RunBudget{3, 12, 4}>;
    using Translation = host::PaperMmu<96, 16>;
    using Machine = host::PaperMachine<physical_end>;
    static constexpr Layout layout{virtual_pages(4, 92), VirtPage{8}, virtual_pages(32, 16), virtual_pages(48, 48)};
    static constexpr unsigned max_processes = 3;
};
using Manager = MemoryManager<Config>;

class Squeeze {
public:
    explicit Squeeze(std::uint32_t seed) : engine_{seed} {}

    void step() {
        const XousPid pid{static_cast<std::uint8_t>(2 + below(3))};
        switch (below(12)) {
            case 0:
                (void)manager.create_process(Limits{PageCount{50}, Bytes{64 * page_bytes}, Bytes{64 * page_bytes}});
                break;
            case 1:
            case 2: (void)manager.map(pid, {some(12), Rights::rw(), {}, {}, below(2) != 0}); break;
            case 3:
                (void)manager.map(pid, {some(8), Rights::rx(), PhysAddr{(62 + below(24)) * page_bytes}, {}, false});
                break;
            case 4:
                (void)manager.map(pid, {Bytes{3 * page_bytes}, Rights::rw(), PhysAddr{90 * page_bytes}, {}, false});
                break;
            case 5: (void)manager.heap_grow(pid, some(6)); break;
            case 6: (void)manager.heap_shrink(pid, some(3)); break;
            case 7: send(pid); break;
            case 8: answer(); break;
            case 9:
                if (below(15) == 0) end(pid);
                break;
            default: (void)manager.unmap(pid, VirtAddr{(32 + below(64)) * page_bytes}, some(2));
        }
        check();
    }
    void finish() {
        while (!parcels_.empty() || !loans_.empty()) answer();
        for (std::uint8_t raw = 2; raw < 5; ++raw) end(XousPid{raw});
        EXPECT_EQ(manager.table(), Config::Table{});
        for (std::uint8_t raw = 1; raw < 5; ++raw)
            EXPECT_EQ(manager.process(XousPid{raw}).account.pages(), PageCount{0}) << int(raw);
    }
    Manager manager{Config::Machine{}};
    unsigned parked = 0, moved = 0, lent = 0, ended_away = 0;

private:
    Word below(unsigned bound) { return engine_() % bound; }
    Bytes some(unsigned most) { return Bytes{(1 + below(most)) * page_bytes}; }

    void send(XousPid pid) {
        const auto parcel = manager.detach(pid, VirtAddr{(32 + below(64)) * page_bytes}, some(3));
        if (!parcel) return;
        const XousPid to{static_cast<std::uint8_t>(2 + below(3))};
        if (below(2) != 0) {
            const auto loan = manager.lend(*parcel, to, Rights::rw());
            if (loan) return ++lent, loans_.push_back(*loan);
        } else if (manager.move(*parcel, to)) {
            ++moved;
            return;
        }
        parcels_.push_back(*parcel);
    }
    void answer() {
        if (!loans_.empty() && below(2) != 0) {
            ASSERT_TRUE(manager.give_back(loans_.back()));
            loans_.pop_back();
        } else if (!parcels_.empty()) {
            manager.reattach(parcels_.back());
            parcels_.pop_back();
        }
    }
    void end(XousPid pid) {
        std::erase_if(loans_,
                      [&](const Loan& loan) { return loan.borrower == pid && manager.give_back(loan).has_value(); });
        if (!manager.begin_end(pid)) return;
        ended_away += manager.process(pid).account.in_flight.raw() != 0;
        while (!manager.reclaim(pid, PageCount{7})) check();
    }

    /// Every page that is owned is on somebody's account, and every entry stands for a page of its owner's.
    void check() {
        ASSERT_TRUE(manager.audit()) << "the manager's own look at its books";
        Word ram = 0, other = 0, counted_ram = 0, counted_other = 0;
        for (Word i = 0; i < physical_end; ++i) {
            const Region* region = board.find(PhysPage{i});
            if (region && manager.table().owner(PhysPage{i}) != nobody) ++(region->kind == Kind::ram ? ram : other);
        }
        for (std::uint8_t raw = 1; raw < 5; ++raw) {
            const Account& account = manager.process(XousPid{raw}).account;
            counted_ram += account.ram.raw();
            counted_other += account.other.raw();
            parked += raw > 1 && manager.table().parked(XousPid{raw});
            check_entries(XousPid{raw});
        }
        ASSERT_EQ(ram, counted_ram);
        ASSERT_EQ(other, counted_other);
        ASSERT_EQ(manager.table().available(), PageCount{60 - ram});
    }
    void check_entries(XousPid pid) {
        for (Word at = 4; at < 96; ++at) {
            const Entry entry = manager.entry(pid, VirtPage{at});
            if (entry.use == Use::absent || entry.use == Use::borrowed) continue;
            const XousPid owner = manager.table().owner(entry.page);
            ASSERT_TRUE(owner == pid || (owner == kernel_pid && !manager.is_live(pid))) << at;
        }
    }

    std::mt19937 engine_;
    std::vector<Parcel> parcels_;
    std::vector<Loan> loans_;
};

TEST(RunTableManagerTest, NothingIsLostUnderBudgetsThatAreTooSmall) {
    for (const std::uint32_t seed : {1u, 2u, 3u, 4u}) {
        Squeeze squeeze{seed};
        for (int step = 0; step < 15000; ++step) {
            squeeze.step();
            if (testing::Test::HasFailure()) FAIL() << "seed " << seed << ", step " << step;
        }
        squeeze.finish();
        EXPECT_GT(squeeze.parked, 100u);
        EXPECT_GT(squeeze.moved, 10u);
        EXPECT_GT(squeeze.lent, 10u);
        EXPECT_GE(squeeze.ended_away, 1u);
    }
}

}  // namespace
