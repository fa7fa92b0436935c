// SPDX-License-Identifier: Apache-2.0
// The driver of the interrupt controller against one that is as strict as its specification.
#include "kernel/plic.hpp"

#include <gtest/gtest.h>

#include <array>

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

    PlicTest() {
        plic = {};
        plic.write(enables, ~0u);  // what ran before left it so
        plic.write(threshold, 7);
        Driver::start(context, host::StrictPlic::sources - 1);
    }
    Word claim() {
        return Driver::claim([this](Word number) -> auto& { return sources[number]; });
    }

    std::array<Driver::Source, host::StrictPlic::sources> sources;
};

TEST_F(PlicTest, AfterTheStartNothingInterruptsUntilItIsEnabled) {
    plic.raise(uart);
    EXPECT_FALSE(plic.interrupts(context));
    EXPECT_EQ(claim(), 0u);
    sources[uart].enable(uart);
    EXPECT_TRUE(plic.interrupts(context));
    EXPECT_FALSE(plic.interrupts(other_context));
    EXPECT_EQ(claim(), uart);
}

TEST_F(PlicTest, AClaimSilencesItsSourceAloneUntilItIsCompleted) {
    sources[uart].enable(uart);
    sources[disk].enable(disk);
    plic.raise(uart);
    EXPECT_EQ(claim(), uart);
    EXPECT_TRUE(sources[uart].is_claimed());
    EXPECT_FALSE(plic.interrupts(context));
    plic.raise(disk);
    EXPECT_EQ(claim(), disk);
    sources[uart].complete();  // the line is still up
    EXPECT_FALSE(sources[uart].is_claimed());
    EXPECT_EQ(claim(), uart);
}

TEST_F(PlicTest, ASourceThatIsGivenUpWhileItIsClaimedInterruptsWhoTakesItNext) {
    sources[uart].enable(uart);
    plic.raise(uart);
    EXPECT_EQ(claim(), uart);
    sources[uart].disable();
    EXPECT_FALSE(plic.interrupts(context));
    EXPECT_EQ(plic.read(enables), 0u);
    sources[uart].enable(uart);
    EXPECT_TRUE(plic.interrupts(context));
    EXPECT_EQ(claim(), uart);
}

TEST_F(PlicTest, TheEndOfASourceIsInThatOrderToo) {
    {
        Driver::Source source;
        source.enable(uart);
        plic.raise(uart);
        EXPECT_EQ(Driver::claim([&](Word) -> auto& { return source; }), uart);
    }
    EXPECT_EQ(plic.read(enables), 0u);
    sources[uart].enable(uart);
    EXPECT_EQ(claim(), uart);
}

TEST_F(PlicTest, WhatIsNotClaimedIsNotCompleted) {
    sources[uart].enable(uart);
    plic.raise(uart);
    sources[uart].complete();
    EXPECT_EQ(claim(), uart);
    sources[uart].complete();
    EXPECT_EQ(claim(), uart);
    plic.lower(uart);
    sources[uart].complete();
    EXPECT_EQ(claim(), 0u);
}

TEST_F(PlicTest, SourcesShareAWordOfEnableBits) {
    sources[disk].enable(disk);
    sources[disk + 1].enable(disk + 1);
    sources[disk + 1].disable();
    plic.raise(disk + 1);
    EXPECT_FALSE(plic.interrupts(context));
    plic.raise(disk);
    EXPECT_EQ(claim(), disk);
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
