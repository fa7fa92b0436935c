// SPDX-License-Identifier: Apache-2.0
#include "freehold/physical_run.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <vector>

namespace {

using namespace freehold;

std::vector<PhysPages> joined(std::initializer_list<Word> numbers) {
    std::vector<PhysPages> runs;
    auto add = [&](PhysPages run) { runs.push_back(run); };
    {
        RunJoiner joiner{add};
        for (const Word number : numbers) joiner.add(PhysPage{number});
    }
    return runs;
}

constexpr PhysPages pages(Word first, Word count) { return {PhysPage{first}, PageCount{count}}; }

TEST(RunJoinerTest, NothingIsNoRun) { EXPECT_TRUE(joined({}).empty()); }

TEST(RunJoinerTest, ConsecutivePagesAreOneRun) { EXPECT_EQ(joined({4, 5, 6}), (std::vector{pages(4, 3)})); }

TEST(RunJoinerTest, AGapAStepBackAndARepetitionEndARun) {
    EXPECT_EQ(joined({4, 6}), (std::vector{pages(4, 1), pages(6, 1)}));
    EXPECT_EQ(joined({5, 4}), (std::vector{pages(5, 1), pages(4, 1)}));
    EXPECT_EQ(joined({4, 4, 5}), (std::vector{pages(4, 1), pages(4, 2)}));
}

}  // namespace
