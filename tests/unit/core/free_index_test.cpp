// SPDX-License-Identifier: Apache-2.0
#include "freehold/free_index.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <type_traits>

#include "free_index_pair.hpp"

namespace {

using namespace freehold;
using namespace freehold::free_index_test;

template <class S>
class FreeIndexTest : public testing::Test {};

using Shapes = testing::Types<
    Shape<1, std::uint64_t>, Shape<31, std::uint32_t>, Shape<32, std::uint32_t>, Shape<33, std::uint32_t>,
    Shape<63, std::uint64_t>, Shape<64, std::uint64_t>, Shape<65, std::uint64_t>, Shape<65, std::uint32_t>,
    Shape<4096, std::uint32_t>, Shape<4096, std::uint64_t>, Shape<4097, std::uint64_t>, Shape<4097, std::uint8_t>,
    Shape<1000, std::uint8_t>, Shape<70000, std::uint16_t>, Shape<70000, std::uint32_t>, Shape<70000, std::uint64_t>>;
TYPED_TEST_SUITE(FreeIndexTest, Shapes);

/// Steps that keep the model's plain looks within a few seconds in all.
template <class S>
constexpr int steps = S::capacity > 10000 ? 400 : 4000;

TYPED_TEST(FreeIndexTest, StartsWithNothingFree) {
    Pair<TypeParam> pair;
    pair.compare_counts();
    pair.compare_flags();
    EXPECT_FALSE(pair.index->first());
    EXPECT_FALSE(pair.index->find(1));
    EXPECT_FALSE(pair.index->find(0));
    EXPECT_FALSE(pair.index->find(~0U, 1U << 31));
}

TYPED_TEST(FreeIndexTest, FindsAllOfItAndNotOneMore) {
    constexpr std::uint32_t n = TypeParam::capacity;
    Pair<TypeParam> pair;
    pair.put(run_of(0, n));
    EXPECT_EQ(pair.index->find(n), Slot{0});
    EXPECT_EQ(pair.index->find(n, 1U << 31), Slot{0});
    EXPECT_FALSE(pair.index->find(n + 1));
    EXPECT_TRUE(pair.index->all_free(run_of(0, n)));
    pair.take(run_of(n - 1, 1));
    EXPECT_FALSE(pair.index->find(n));
    EXPECT_FALSE(pair.index->all_free(run_of(0, n)));
    pair.compare_counts();
}

TYPED_TEST(FreeIndexTest, AgreesOverRandomRuns) {
    constexpr std::uint32_t n = TypeParam::capacity;
    Pair<TypeParam> pair;
    Random random{n};
    for (int step = 0; step < steps<TypeParam>; ++step) {
        const std::uint32_t at = random() % n;
        const std::uint32_t most = std::min(pair.model.alike(at), 1U << random() % 18);
        const Slots run = run_of(at, 1 + random() % most);
        if (pair.model.free(at)) pair.take(run);
        else pair.put(run);
        ASSERT_NO_FATAL_FAILURE(pair.compare_counts());
        ASSERT_NO_FATAL_FAILURE(pair.compare_find(1 + random() % n, 1));
        ASSERT_NO_FATAL_FAILURE(pair.compare_find(1 + random() % std::min(n, 100U), 1U << random() % 12));
        const std::uint32_t from = random() % n;
        ASSERT_NO_FATAL_FAILURE(pair.compare_all_free(run_of(from, 1 + random() % (n - from))));
    }
    pair.compare_flags();
}

/// Single slots at many fills; searches are rare, so that blocks stay open over many changes.
TYPED_TEST(FreeIndexTest, AgreesOverRandomSingleSlots) {
    constexpr std::uint32_t n = TypeParam::capacity;
    Pair<TypeParam> pair;
    Random random{n + 1};
    pair.put(run_of(0, n));
    for (int step = 0; step < 4 * steps<TypeParam>; ++step) {
        const bool filling = step / 500 % 2 == 0;
        const auto lowest = pair.index->first();
        const std::uint32_t at = random() % n;
        if (filling && lowest && random() % 2 == 0) pair.take(Slots{*lowest, 1});
        else if (pair.model.free(at) && (filling || random() % 4 == 0)) pair.take(run_of(at, 1));
        else if (!pair.model.free(at)) pair.put(run_of(at, 1));
        if (step % 16 != 0) continue;
        ASSERT_NO_FATAL_FAILURE(pair.compare_counts());
        for (const std::uint32_t count : {1U, 2U, 5U, 33U, 64U, 65U, 300U})
            ASSERT_NO_FATAL_FAILURE(pair.compare_find(count, 1U << random() % 8));
        ASSERT_NO_FATAL_FAILURE(pair.compare_find(1 + random() % n, 1));
    }
    pair.compare_flags();
}

/// Runs of just less than a length at every offset: an alignment must look at each and still miss none.
TYPED_TEST(FreeIndexTest, FindsTheOneAlignedRunAmongManyThatAreNot) {
    constexpr std::uint32_t n = TypeParam::capacity;
    constexpr std::uint32_t align = 16;
    if (n < 8 * align) GTEST_SKIP() << "too small for several runs";
    Pair<TypeParam> pair;
    for (std::uint32_t at = 1; at + align <= n; at += 2 * align) pair.put(run_of(at, align));
    EXPECT_FALSE(pair.index->find(align, align));
    const std::uint32_t last = (n / align - 2) / 2 * 2 * align;  // a multiple of `align` just before one of the runs
    pair.put(run_of(last, 1));
    EXPECT_EQ(pair.index->find(align, align), Slot{last});
    pair.compare_find(align + 1, align);
    pair.compare_find(align + 2, align);
}

/// A table that is given back its slots is equal to one that never lost them (O1), wherever work is still pending.
TYPED_TEST(FreeIndexTest, IsEqualToACopyOnceChangesAreUndone) {
    constexpr std::uint32_t n = TypeParam::capacity;
    Pair<TypeParam> pair;
    Random random{n + 2};
    for (int step = 0; step < 100; ++step) {
        const std::uint32_t at = random() % n;
        const Slots run = run_of(at, 1 + random() % std::min(pair.model.alike(at), 700U));
        const auto before = std::make_unique<typename Pair<TypeParam>::Index>(*pair.index);
        const bool free = pair.model.free(at);
        free ? pair.index->take(run) : pair.index->put(run);
        ASSERT_FALSE(*pair.index == *before);
        free ? pair.index->put(run) : pair.index->take(run);
        ASSERT_TRUE(*pair.index == *before);
        ASSERT_EQ(pair.index->find(n), before->find(n));
        ASSERT_TRUE(*pair.index == *before);
        free ? pair.take(run) : pair.put(run);
    }
}

/// A block that comes back to what the last search saw is not summed up anew: by single slots and by runs across blocks,
/// with and without a search while it was otherwise.
TYPED_TEST(FreeIndexTest, AgreesWhereABlockComesBackToWhatASearchSaw) {
    constexpr std::uint32_t n = TypeParam::capacity;
    Pair<TypeParam> pair;
    Random random{n + 3};
    for (int step = 0; step < steps<TypeParam> / 4; ++step) {
        const std::uint32_t at = random() % n;
        const Slots run = run_of(at, 1 + random() % std::min(pair.model.alike(at), 1U << random() % 10));
        const bool free = pair.model.free(at);
        const bool run_first = random() % 2 == 0;
        const auto change = [&](bool to_free, bool as_run) {
            for (std::uint32_t i = 0; !as_run && i < run.count; ++i)
                to_free ? pair.put(run_of(at + i, 1)) : pair.take(run_of(at + i, 1));
            if (as_run) to_free ? pair.put(run) : pair.take(run);
        };
        ASSERT_NO_FATAL_FAILURE(pair.compare_find(1 + random() % n, 1));
        change(!free, run_first);
        if (random() % 2 == 0) { ASSERT_NO_FATAL_FAILURE(pair.compare_find(run.count, 1)); }
        change(free, !run_first);
        for (const std::uint32_t count : {1U, run.count, run.count + 1, 1 + random() % n})
            ASSERT_NO_FATAL_FAILURE(pair.compare_find(count, 1));
        if (random() % 2 == 0) change(!free, run_first);
    }
    pair.compare_flags();
}

/// The tree says of the blocks of such a run what they are while it is taken; that they come back to what a search saw makes
/// that wrong again.
TEST(FreeIndexOpenBlocks, ARunAcrossThemClosesThem) {
    Pair<Shape<4096, std::uint32_t>> pair;
    pair.put(run_of(0, 4096));
    pair.take(run_of(5, 1));
    ASSERT_NO_FATAL_FAILURE(pair.compare_find(1, 1));
    pair.take(run_of(250, 12));
    for (std::uint32_t at = 250; at < 262; ++at) pair.put(run_of(at, 1));
    ASSERT_NO_FATAL_FAILURE(pair.compare_find(4090, 1));
}

/// Every set of up to 12 slots, reached slot by slot: every question there is.
template <std::uint32_t N, class Word>
void check_every_set() {
    for (std::uint32_t set = 0; set < 1U << N; ++set) {
        Pair<Shape<N, Word>> pair;
        for (std::uint32_t i = 0; i < N; ++i)
            if ((set >> i & 1) != 0) pair.put(run_of(i, 1));
        ASSERT_NO_FATAL_FAILURE(pair.compare_counts());
        for (std::uint32_t count = 1; count <= N; ++count)
            for (std::uint32_t align = 1; align <= N; align *= 2)
                ASSERT_NO_FATAL_FAILURE(pair.compare_find(count, align));
        for (std::uint32_t at = 0; at < N; ++at)
            for (std::uint32_t count = 1; at + count <= N; ++count)
                ASSERT_NO_FATAL_FAILURE(pair.compare_all_free(run_of(at, count)));
    }
}

TEST(FreeIndexExhaustive, EverySetOfAFewSlots) {
    check_every_set<1, std::uint32_t>();
    check_every_set<2, std::uint64_t>();
    check_every_set<7, std::uint8_t>();
    check_every_set<8, std::uint8_t>();
    check_every_set<9, std::uint8_t>();
    check_every_set<12, std::uint8_t>();
}

/// Every run of a space of several blocks, put and taken whole, with every length asked for.
TEST(FreeIndexExhaustive, EveryRunOverBlockBorders) {
    constexpr std::uint32_t n = 130;  // two blocks of 64 slots and a bit
    for (std::uint32_t at = 0; at < n; ++at) {
        for (std::uint32_t count = 1; at + count <= n; ++count) {
            FreeIndex<n, std::uint8_t> index;
            index.put(run_of(at, count));
            ASSERT_EQ(index.find(count), Slot{at}) << at << " + " << count;
            ASSERT_EQ(index.find(count, 2).has_value(), at % 2 == 0);
            ASSERT_FALSE(index.find(count + 1)) << at << " + " << count;
            ASSERT_EQ(index.first(), Slot{at});
            index.take(run_of(at, count));
            ASSERT_TRUE((index == FreeIndex<n, std::uint8_t>{}));
            ASSERT_FALSE(index.find(1));
        }
    }
}

constexpr bool works_at_build_time() {
    FreeIndex<700, std::uint32_t> index;
    index.put(run_of(100, 500));
    index.take(run_of(300, 1));
    return index.find(299) == Slot{301} && index.find(200, 64) == Slot{320} && !index.find(300) &&
           index.free_count() == 499;
}
static_assert(works_at_build_time());

static_assert(std::is_trivially_copyable_v<FreeIndex<4096>> && std::is_standard_layout_v<FreeIndex<4096>>);

/// Bits a slot, for 1 GiB of pages, with the owner's byte.
template <class Word>
constexpr double bits_a_page = 8 + 8.0 * sizeof(FreeIndex<262144, Word>) / 262144;
static_assert(bits_a_page<std::uint64_t> < 9.35 && bits_a_page<std::uint32_t> < 9.65);

}  // namespace
