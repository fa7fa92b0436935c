// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <vector>

#include "freehold/free_index.hpp"

/// An index of free slots beside the plainest model of it.
namespace freehold::free_index_test {

constexpr Slots run_of(std::uint32_t first, std::uint32_t count) { return Slots{Slot{first}, count}; }

/// Numbers that are the same in every run.
class Random {
public:
    explicit Random(std::uint32_t seed) : engine_{seed} {}
    std::uint32_t operator()() { return static_cast<std::uint32_t>(engine_()); }

private:
    std::mt19937 engine_;
};

/// The same promises, kept in the plainest way: a flag a slot and a look at every one.
class Model {
public:
    explicit Model(std::uint32_t capacity) : free_(capacity) {}

    void set(Slots run, bool free) {
        for (std::uint32_t i = run.first.index(); i < run.end().index(); ++i) free_[i] = free;
    }
    bool free(std::uint32_t at) const { return free_[at]; }
    std::uint32_t size() const { return static_cast<std::uint32_t>(free_.size()); }
    /// Slots from `at` on that are all as the first is.
    std::uint32_t alike(std::uint32_t at) const {
        std::uint32_t end = at;
        while (end < size() && free_[end] == free_[at]) ++end;
        return end - at;
    }
    std::uint32_t count() const {
        std::uint32_t sum = 0;
        for (const bool free : free_) sum += free;
        return sum;
    }
    std::optional<std::uint32_t> find(std::uint32_t count, std::uint32_t align) const {
        for (std::uint32_t at = 0, length = 0; at < size(); at += length) {
            length = alike(at);
            if (!free_[at]) continue;
            const std::uint64_t start = (std::uint64_t{at} + align - 1) / align * align;
            if (start + count <= std::uint64_t{at} + length) return static_cast<std::uint32_t>(start);
        }
        return {};
    }

private:
    std::vector<bool> free_;
};

template <std::uint32_t N, class W>
struct Shape {
    static constexpr std::uint32_t capacity = N;
    using Word = W;
};

/// An index and its model, changed together and compared.
template <class S>
class Pair {
public:
    using Index = FreeIndex<S::capacity, typename S::Word>;

    void put(Slots run) {
        index->put(run);
        model.set(run, true);
    }
    void take(Slots run) {
        index->take(run);
        model.set(run, false);
    }

    /// What is asked without a search.
    void compare_counts() const {
        ASSERT_EQ(index->free_count(), model.count());
        const auto lowest = model.find(1, 1);
        ASSERT_EQ(index->first().has_value(), lowest.has_value());
        if (!lowest) return;
        ASSERT_EQ(index->first()->index(), *lowest);
        for (const std::uint32_t most : {1U, 7U, S::capacity}) {
            const Slots run = index->first_run(most);
            ASSERT_EQ(run.first.index(), *lowest);
            ASSERT_GE(run.count, 1U);
            ASSERT_LE(run.count, most);
            ASSERT_LE(run.count, model.alike(*lowest));
            const bool cut = run.count < most && run.count < model.alike(*lowest);
            ASSERT_TRUE(!cut || run.end().index() % std::numeric_limits<typename S::Word>::digits == 0);
        }
    }

    void compare_flags() const {
        for (std::uint32_t i = 0; i < S::capacity; ++i) ASSERT_EQ(index->free(Slot{i}), model.free(i)) << i;
    }

    void compare_find(std::uint32_t count, std::uint32_t align) {
        const auto want = model.find(count, align);
        const auto got = index->find(count, align);
        ASSERT_EQ(got.has_value(), want.has_value()) << count << " at " << align;
        if (!got) return;
        ASSERT_EQ(got->index() % align, 0U) << count << " at " << align;
        ASSERT_TRUE(model.free(got->index()));
        ASSERT_GE(model.alike(got->index()), count) << count << " at " << align;
        if (align == 1) { ASSERT_EQ(got->index(), *want) << count; }
    }

    void compare_all_free(Slots run) const {
        bool all = true;
        for (std::uint32_t i = run.first.index(); i < run.end().index(); ++i) all = all && model.free(i);
        ASSERT_EQ(index->all_free(run), all) << run.first.index() << " + " << run.count;
    }

    std::unique_ptr<Index> index = std::make_unique<Index>();
    Model model{S::capacity};
};

}  // namespace freehold::free_index_test
