// SPDX-License-Identifier: Apache-2.0
// Handlers of interrupts and the controller, which here is as strict as its specification.
#include "kernel/interrupts.hpp"

#include "kernel_world.hpp"

namespace freehold::kernel {
namespace {

class InterruptsTest : public KernelTest {
protected:
    static constexpr Word uart = 10, disk = 33, entry = 0x4000;

    void claim(Thread& thread, Word source) { ASSERT_TRUE(kernel.interrupts.claim(thread, source, entry, 7)); }
    static bool handles(Process& process, Word source) {
        return process.host && process.handling == source && process.handler.frame.a(0) == source;
    }
    /// What the handler does, and its return.
    void serve(Process& process, Word source) {
        ASSERT_TRUE(handles(process, source));
        host::plic.lower(source);
        kernel.interrupts.finish(kernel, process);
    }
    void try_all() {
        while (kernel.interrupts.try_one_that_waits(kernel)) {}
    }
};

TEST_F(InterruptsTest, ComeAgainAndAgain) {
    Process& process = this->process(1);
    claim(*process.thread(1), uart);
    for (int turn = 0; turn < 3; ++turn) {
        line_rises(uart);
        serve(process, uart);
        EXPECT_FALSE(process.host);
    }
}

TEST_F(InterruptsTest, ComeToTheHartThatBoots) {
    Process& process = this->process(1);
    claim(*process.thread(1), uart);
    host::plic.raise(uart);
    for (Word hart = 0; hart < 2; ++hart)
        EXPECT_EQ(host::plic.interrupts(board::plic_context(hart)), hart == boot_hart);
}

TEST_F(InterruptsTest, AreNotToldOfAgainWhileTheirHandlerRuns) {
    Process& process = this->process(1);
    claim(*process.thread(1), uart);
    line_rises(uart);
    line_rises(uart);
    EXPECT_FALSE(interrupted());
    kernel.interrupts.finish(kernel, process);  // it has done nothing about the line
    EXPECT_TRUE(interrupted());
}

TEST_F(InterruptsTest, WaitForTheOtherHandlerOfTheirProcess) {
    Process& process = this->process(2);
    claim(*process.thread(1), uart);
    claim(*process.thread(2), disk);
    line_rises(uart);
    line_rises(disk);
    serve(process, uart);
    serve(process, disk);
    line_rises(disk);
    serve(process, disk);
}

TEST_F(InterruptsTest, OfAProcessThatEndsInItsHandlerComeToTheNext) {
    Process& first = this->process(1);
    claim(*first.thread(1), uart);
    line_rises(uart);
    ASSERT_TRUE(handles(first, uart));
    discard(kernel, first);
    EXPECT_FALSE(interrupted());
    Process& second = this->process(1);
    claim(*second.thread(1), uart);
    line_rises(uart);
    serve(second, uart);
}

TEST_F(InterruptsTest, ThatWereFreedAndClaimedAnewInTheHandlerAreNotLost) {
    Process& process = this->process(1);
    claim(*process.thread(1), uart);
    line_rises(uart);
    ASSERT_TRUE(kernel.interrupts.release(process, uart));
    EXPECT_FALSE(interrupted());
    claim(*process.thread(1), uart);
    line_rises(uart);
    kernel.interrupts.finish(kernel, process);  // the first handler, after which the second runs
    serve(process, uart);
    line_rises(uart);
    serve(process, uart);
}

TEST_F(InterruptsTest, WaitWhileTheirThreadHasNoStack) {
    Process& process = this->process(2);
    Thread& thread = *process.thread(2);
    claim(thread, uart);
    drop_stack(thread);
    line_rises(uart);
    EXPECT_FALSE(process.host);
    EXPECT_FALSE(interrupted());
    try_all();
    EXPECT_FALSE(process.host);
    ASSERT_TRUE(kernel.memory.map(process.pid, {stack_size, Rights::rw(), {}, thread.stack_base}));
    try_all();
    serve(process, uart);
}

TEST_F(InterruptsTest, OfAThreadThatEndsWithoutAStackAreFreeAgain) {
    Process& process = this->process(2);
    claim(*process.thread(2), uart);
    drop_stack(*process.thread(2));
    line_rises(uart);
    end_thread(kernel, *process.thread(2));
    EXPECT_FALSE(process.ended);
    claim(*process.thread(1), uart);
    line_rises(uart);
    serve(process, uart);
}

TEST_F(InterruptsTest, ThatWaitForAStackDoNotHoldUpOthers) {
    Process& process = this->process(2);
    claim(*process.thread(2), uart);
    claim(*process.thread(1), disk);
    drop_stack(*process.thread(2));
    line_rises(uart);
    line_rises(disk);
    serve(process, disk);
    EXPECT_FALSE(process.host);
}

}  // namespace
}  // namespace freehold::kernel
