// SPDX-License-Identifier: Apache-2.0
// What is executed is what was written, or zeroes, although fetches see memory as it was when they were last told to
// look.
#include "arch/host/fetches.hpp"
#include "manager_world.hpp"

namespace freehold::unit {
namespace {

/// RAM, and storage that may be written.
inline constexpr auto code_board = Whitelist<2>::of({
    Region{"ram", Kind::ram, Rights::rwx(), Granularity::page, phys(2, 16)},
    Region{"nvram", Kind::storage, Rights::rwx(), Granularity::page, phys(30, 2)},
});

struct CodeConfig : Config {
    static constexpr const auto& whitelist = code_board;
    using Table = FlatTable<code_board>;
    using Machine = host::WithFetches<host::PaperMachine<48>, 48>;
};

class ManagerCodeTest : public testing::Test {
protected:
    static constexpr host::Mark old_code = 7, new_code = 8;
    static constexpr Word place = 24;

    ManagerCodeTest() {
        manager.machine().fetches = &fetches;
        manager.machine().content.fill(old_code);
        manager.machine().publish_code();
    }
    XousPid process() { return manager.create_process({PageCount{8}, {}, {}}).value(); }
    void map(XousPid pid, Rights rights, std::optional<PhysAddr> physical = {}) {
        ASSERT_TRUE(manager.map(pid, {.size = size_of(1), .rights = rights, .physical = physical, .at = at(place)}));
    }
    FaultOutcome touch(XousPid pid, Rights rights, Word page = place) {
        return manager.fault(pid, VirtPage{page}.address(), rights);
    }
    void store(XousPid pid, host::Mark mark) {
        ASSERT_EQ(touch(pid, Rights::w()), FaultOutcome::resolved);
        manager.machine().content[manager.entry(pid, VirtPage{place}).page.number()] = mark;
    }
    std::optional<host::Mark> fetched(XousPid pid) {
        EXPECT_EQ(touch(pid, Rights::x()), FaultOutcome::resolved);
        return fetches.at(manager.entry(pid, VirtPage{place}).page);
    }

    host::PaperFetches fetches;
    MemoryManager<CodeConfig> manager{CodeConfig::Machine{}};
};

TEST_F(ManagerCodeTest, FreshExecutablePagesAreExecutedAsZeroes) {
    const XousPid pid = process();
    map(pid, Rights::rx());
    EXPECT_EQ(fetched(pid), 0);
}

TEST_F(ManagerCodeTest, LatentXComesToLifeWithWhatWasWritten) {
    const XousPid pid = process();
    map(pid, Rights::rwx());
    store(pid, new_code);
    ASSERT_TRUE(manager.protect(pid, at(place), size_of(1), Rights::rx()));
    EXPECT_EQ(fetched(pid), new_code);
}

TEST_F(ManagerCodeTest, StorageIsExecutedAsItsLastOwnerLeftIt) {
    const XousPid writer = process(), reader = process();
    const PhysAddr nvram = PhysPage{30}.address();
    map(writer, Rights::rw(), nvram);
    store(writer, new_code);
    ASSERT_TRUE(manager.unmap(writer, at(place), size_of(1)));
    map(reader, Rights::rx(), nvram);
    EXPECT_EQ(fetched(reader), new_code);
}

TEST_F(ManagerCodeTest, APageThatItsBorrowerTouchedFirstIsExecutedAsZeroes) {
    const XousPid owner = process(), borrower = process();
    map(owner, Rights::rx());
    const auto loan = manager.lend_page(owner, at(place), borrower, Rights::r());
    ASSERT_TRUE(loan);
    ASSERT_EQ(touch(borrower, Rights::r(), loan->at.number()), FaultOutcome::resolved);
    ASSERT_TRUE(manager.give_back(*loan));
    EXPECT_EQ(fetched(owner), 0);
}

}  // namespace
}  // namespace freehold::unit
