// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "kernel/kernel.hpp"
#include "kernel/lifecycle.hpp"
#include "kernel/threads.hpp"
#include "strict_plic.hpp"

/// The kernel's rooms on the host, and processes that were made as it makes them.
namespace freehold::kernel {

class KernelTest : public testing::Test {
protected:
    static constexpr VirtAddr stacks{0x10000};
    static constexpr Bytes stack_size{page_bytes};
    static constexpr Word boot_hart = 1;

    KernelTest() {
        host::plic = {};
        kernel.interrupts.start(boot_hart);
        init = make_process(kernel, nullptr, "init", {"init", 0, {PageCount{8}, {}, {}}}).value();
    }

    /// A process with threads that are ready, each on a page of its own.
    Process& process(unsigned threads) {
        Process& made = *make_process(kernel, init, "client", {"client", 0, {PageCount{64}, {}, {}}}).value();
        for (unsigned n = 0; n < threads; ++n) {
            const VirtAddr stack{stacks.raw() + n * stack_size.raw()};
            EXPECT_TRUE(kernel.memory.map(made.pid, {stack_size, Rights::rw(), {}, stack}));
            kernel.scheduler.make_ready(**create_thread(kernel, made, {{}, stack, stack_size, {}}));
        }
        return made;
    }
    void drop_stack(Thread& thread) {
        ASSERT_TRUE(kernel.memory.unmap(thread.process->pid, thread.stack_base, thread.stack_size));
        forget_stacks(*thread.process, thread.stack_base, thread.stack_size);
    }
    [[nodiscard]] static bool interrupted() { return host::plic.interrupts(board::plic_context(boot_hart)); }
    void line_rises(Word source) {
        host::plic.raise(source);
        if (interrupted()) kernel.interrupts.deliver(kernel);
    }

    static BootImage no_files() {
        static constexpr std::string_view trailer{
            "070701000000000000000000000000000000000000000000000000"
            "00000000000000000000000000000000000000000000000B00000000TRAILER!!!\0\0\0\0",
            124};
        return BootImage::checked(trailer).value();
    }

    Kernel kernel{no_files(), Powers::parse({}).value(), Random{}};
    Process* init;
};

}  // namespace freehold::kernel
