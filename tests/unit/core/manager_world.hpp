// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "arch/host/paper.hpp"
#include "freehold/flat_table.hpp"
#include "freehold/manager.hpp"

/// The paper machine that the tests of the manager run on.
namespace freehold::unit {

constexpr PhysPages phys(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }
constexpr VirtPages virt(Word first, Word count) { return {VirtPage{first}, PageCount{count}}; }
constexpr Bytes size_of(Word pages) { return Bytes{pages * page_bytes}; }
constexpr VirtAddr at(Word page) { return VirtPage{page}.address(); }

inline constexpr auto board = Whitelist<6>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, phys(2, 16)},
    Region{"sram", Kind::ram, Rights::rwx(), Granularity::page, phys(18, 4)},
    Region{"uart", Kind::device, Rights::rw(), Granularity::page, phys(24, 1)},
    Region{"video", Kind::device, Rights::rw(), Granularity::whole, phys(25, 3)},
    Region{"flash", Kind::storage, Rights::rx(), Granularity::page, phys(30, 2)},
    Region{"plic", Kind::reserved, Rights::rw(), Granularity::page, phys(40, 2)},
});
inline constexpr Word ram_pages = 20;
inline constexpr Word heap = 8, messages = 16, maps = 24, user_end = 32;
inline constexpr Layout layout{virt(4, user_end - 4), VirtPage{heap}, virt(messages, 6), virt(maps, 8)};

struct Config {
    static constexpr const auto& whitelist = board;
    using Table = FlatTable<board>;
    using Translation = host::PaperMmu<40, 8>;
    using Machine = host::PaperMachine<48>;
    static constexpr const Layout& layout = unit::layout;
    static constexpr unsigned max_processes = 3;
};
using Manager = MemoryManager<Config>;

class ManagerTest : public testing::Test {
protected:
    static constexpr Limits ample{PageCount{18}, size_of(6), size_of(8)};

    XousPid process(Limits limits = ample) { return manager.create_process(limits).value(); }
    /// Pages of the pool at an address.
    Expected<VirtPages> ram(XousPid pid, Word page, Word count, Rights rights = Rights::rw()) {
        return manager.map(pid, {.size = size_of(count), .rights = rights, .physical = {}, .at = at(page)});
    }
    Expected<VirtPages> claim(XousPid pid, Word physical, Word count, Rights rights = Rights::rw()) {
        return manager.map(
            pid, {.size = size_of(count), .rights = rights, .physical = PhysPage{physical}.address(), .at = {}});
    }
    Entry entry(XousPid pid, Word page) { return manager.entry(pid, VirtPage{page}); }
    const Account& account(XousPid pid) const { return manager.process(pid).account; }
    Life life(XousPid pid) const { return manager.process(pid).life; }
    Word free() const { return manager.table().available().raw(); }
    XousPid owner(Word page) const { return manager.table().owner(PhysPage{page}); }
    /// A store: what the hardware does after the fault is resolved.
    bool store(XousPid pid, Word page, std::uint8_t mark) {
        if (manager.fault(pid, at(page), Rights::w()) != FaultOutcome::resolved) return false;
        manager.machine().content[entry(pid, page).page.number()] = mark;
        return true;
    }
    std::uint8_t load(XousPid pid, Word page) {
        EXPECT_EQ(manager.fault(pid, at(page), Rights::r()), FaultOutcome::resolved);
        return manager.machine().content[entry(pid, page).page.number()];
    }
    /// Refused with this error, and nothing has changed (O1).
    template <class T>
    void refused(Error due, T&& request) {
        const Manager before = manager;
        const auto result = request();
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error(), due);
        EXPECT_EQ(manager, before);
    }

    Manager manager{Config::Machine{}};
};

/// A pid that no process has.
inline constexpr XousPid stranger{4};

}  // namespace freehold::unit
