// SPDX-License-Identifier: Apache-2.0
// A program's handler for its faults, where several of its threads fault.
#include "kernel/exceptions.hpp"

#include "kernel_world.hpp"

namespace freehold::kernel {
namespace {

class ExceptionsTest : public KernelTest {
protected:
    static constexpr Word cause = 13, address = 0x20, handler = 0x5000, first_pc = 0x1000, second_pc = 0x2000;

    ExceptionsTest() {
        process_.exception_pc = VirtAddr{handler};
        process_.exception_sp = VirtAddr{0x8000};
        first_.frame.pc = first_pc;
        second_.frame.pc = second_pc;
    }
    bool faults(Thread& thread) { return freehold::kernel::raise(kernel, thread, cause, address); }
    bool returns(Thread& thread, Word further) {
        thread.frame.a(0) = further;
        return resume_from_exception(kernel, thread);
    }

    Process& process_ = process(3);
    Thread &first_ = *process_.thread(2), &second_ = *process_.thread(3);
};

TEST_F(ExceptionsTest, TheSecondThreadWaitsAndFaultsAgain) {
    ASSERT_TRUE(faults(first_));
    ASSERT_TRUE(faults(second_));
    EXPECT_EQ(second_.doing, Doing::fault);
    EXPECT_EQ(second_.frame.pc, second_pc);
    ASSERT_TRUE(returns(first_, 4));
    EXPECT_EQ(first_.frame.pc, first_pc + 4);
    EXPECT_EQ(second_.doing, Doing::running);
    ASSERT_TRUE(faults(second_));
    EXPECT_EQ(second_.frame.pc, handler);
    EXPECT_TRUE(returns(second_, 0));
}

TEST_F(ExceptionsTest, ThoseThatWaitHaveTheirTurnWhenTheFirstEnds) {
    ASSERT_TRUE(faults(first_));
    ASSERT_TRUE(faults(second_));
    end_thread(kernel, first_);
    EXPECT_EQ(second_.doing, Doing::running);
    EXPECT_TRUE(faults(second_));
}

TEST_F(ExceptionsTest, AFaultOfTheHandlerItselfIsNotTold) {
    ASSERT_TRUE(faults(first_));
    EXPECT_FALSE(faults(first_));
}

TEST_F(ExceptionsTest, WhoWaitsMayBeEnded) {
    ASSERT_TRUE(faults(first_));
    ASSERT_TRUE(faults(second_));
    end_thread(kernel, second_);
    ASSERT_TRUE(returns(first_, 4));
    EXPECT_EQ(second_.doing, Doing::nothing);
}

}  // namespace
}  // namespace freehold::kernel
