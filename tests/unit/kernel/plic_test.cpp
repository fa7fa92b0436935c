// SPDX-License-Identifier: Apache-2.0
// The driver of the interrupt controller against one that is as strict as its specification.
#include "kernel/plic.hpp"

#include <gtest/gtest.h>

#include "strict_plic.hpp"

namespace freehold::kernel {
namespace {

constexpr Word context = 3, other_context = 1, uart = 10, disk = 41;
constexpr Word enables = 0x2000 + 0x80 * context, threshold = 0x20'0000 + 0x1000 * context, claims = threshold + 4;

class PlicTest : public testing::Test {
protected:
    static inline host::StrictPlic plic;
    struct Registers {
        static std::uint32_t read(Word offset) { return plic.read(offset); }
        static void write(Word offset, std::uint32_t value) { plic.write(offset, value); }
    };
    using Driver = Plic<Registers>;

    void SetUp() override {
        plic = {};
        plic.write(enables, ~0u);  // what ran before left it so
        plic.write(threshold, 7);
        Driver::start(context, host::StrictPlic::sources - 1);
    }
    static void is_claimed(Word source) {
        const auto claim = Driver::claim();
        ASSERT_TRUE(claim);
        EXPECT_EQ(claim->source(), source);
    }
};

TEST_F(PlicTest, AfterTheStartNothingInterruptsUntilItIsEnabled) {
    plic.raise(uart);
    EXPECT_FALSE(plic.interrupts(context));
    EXPECT_FALSE(Driver::claim());
    const Driver::Enabled source{uart};
    EXPECT_TRUE(plic.interrupts(context));
    EXPECT_FALSE(plic.interrupts(other_context));
    is_claimed(uart);
}

TEST_F(PlicTest, AClaimSilencesItsSourceAloneUntilItIsCompleted) {
    Driver::Enabled source{uart};
    const Driver::Enabled other{disk};
    plic.raise(uart);
    source.hold(std::move(*Driver::claim()));
    EXPECT_TRUE(source.holds_claim());
    EXPECT_FALSE(plic.interrupts(context));
    plic.raise(disk);
    is_claimed(disk);
    source.complete();  // the line is still up
    EXPECT_FALSE(source.holds_claim());
    is_claimed(uart);
    plic.lower(uart);
}

TEST_F(PlicTest, ASourceThatIsGivenUpWhileItIsClaimedInterruptsWhoTakesItNext) {
    {
        Driver::Enabled source{uart};
        plic.raise(uart);
        source.hold(std::move(*Driver::claim()));
    }
    EXPECT_FALSE(plic.interrupts(context));
    const Driver::Enabled again{uart};
    EXPECT_TRUE(plic.interrupts(context));
    is_claimed(uart);
}

TEST_F(PlicTest, WhatIsMovedOverCompletesBeforeItDisables) {
    Driver::Enabled source{uart};
    plic.raise(uart);
    source.hold(std::move(*Driver::claim()));
    source = Driver::Enabled{};
    EXPECT_FALSE(plic.interrupts(context));
    EXPECT_EQ(plic.read(enables), 0u);
    source = Driver::Enabled{uart};
    is_claimed(uart);
}

TEST_F(PlicTest, SourcesShareAWordOfEnableBits) {
    const Driver::Enabled disk_source{disk};
    { const Driver::Enabled neighbour{disk + 1}; }
    plic.raise(disk + 1);
    EXPECT_FALSE(plic.interrupts(context));
    plic.raise(disk);
    is_claimed(disk);
}

/// What must not be written, and cannot be with the driver: the source stays silent for good.
TEST_F(PlicTest, TheModelIgnoresACompletionOfWhatIsDisabled) {
    plic.write(4 * uart, 1);
    plic.write(enables, 1u << uart);
    plic.raise(uart);
    ASSERT_EQ(plic.read(claims), uart);
    plic.write(enables, 0);
    plic.write(claims, uart);
    plic.write(enables, 1u << uart);
    EXPECT_FALSE(plic.interrupts(context));
}

TEST_F(PlicTest, TheModelNeverTellsOfPriorityZeroAndHoldsTheThreshold) {
    plic.write(enables, 1u << uart);
    plic.raise(uart);
    EXPECT_FALSE(plic.interrupts(context));
    plic.write(4 * uart, 1);
    EXPECT_TRUE(plic.interrupts(context));
    plic.write(threshold, 1);
    EXPECT_FALSE(plic.interrupts(context));
}

}  // namespace
}  // namespace freehold::kernel
