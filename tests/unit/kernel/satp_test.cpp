// SPDX-License-Identifier: Apache-2.0
// The root that the hart translates by belongs to somebody, always.
#include "kernel/satp.hpp"

#include "kernel_world.hpp"

namespace freehold::kernel {
namespace {

class SatpTest : public KernelTest {
protected:
    /// The page that the hart takes for a root.
    static PhysPage root() { return PhysPage{riscv::satp & ((Word{1} << board::Format::satp_asid_shift) - 1)}; }
    [[nodiscard]] bool is_free() const { return kernel.memory.table().owner(root()) == nobody; }
    static bool is_kernels() { return root() == page_behind(kernel_root); }
    void run(Process& process) { use_address_space(*process.thread(1)); }
};

TEST_F(SatpTest, AProcessThatEndsWhileItRunsLeavesItsRoot) {
    Process& process = this->process(1);
    run(process);
    ASSERT_EQ(root(), kernel.memory.process(process.pid).space.translation().root());
    discard(kernel, process);
    EXPECT_TRUE(is_kernels());
}

/// What a hart with too few bits reads back is not what was written.
TEST_F(SatpTest, AlsoWhereTheHartHasNoRoomForThePid) {
    Process& process = this->process(1);
    run(process);
    riscv::satp &= ~(Word{board::Format::satp_asid_mask} << board::Format::satp_asid_shift);
    discard(kernel, process);
    EXPECT_TRUE(is_kernels());
}

TEST_F(SatpTest, TheEndOfAnotherLeavesTheHartWhereItIs) {
    Process &runs = process(1), &ends = process(1);
    run(runs);
    discard(kernel, ends);
    EXPECT_EQ(riscv::satp, runs.satp);
    EXPECT_FALSE(is_free());
}

/// As with a call that was set aside while its process ended.
TEST_F(SatpTest, WhoGoesOnForAProcessThatEndsDoesSoOnTheKernelsRoot) {
    Process &runs = process(1), &ends = process(1);
    run(runs);
    leave_address_space(ends);
    EXPECT_EQ(riscv::satp, runs.satp);
    run(ends);
    EXPECT_TRUE(is_kernels());
}

}  // namespace
}  // namespace freehold::kernel
