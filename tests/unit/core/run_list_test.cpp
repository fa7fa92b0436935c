// SPDX-License-Identifier: Apache-2.0
#include "freehold/run_table/run_list.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

/// The list of runs beside a vector of them, up to the last place, in each of its three layouts.
namespace {

using namespace freehold;

constexpr std::uint32_t capacity = 21;

template <class List>
class RunListTest : public testing::Test {
protected:
    /// Puts in or takes out a run anywhere, and compares all that can be asked.
    void change() {
        const bool insert = model.empty() || (model.size() < capacity && below(100) < 53);
        const std::uint32_t at = below(static_cast<std::uint32_t>(model.size()) + insert);
        if (insert) {
            const std::uint32_t from = at == 0 ? 0 : model[at - 1].slots.end().index();
            const std::uint32_t to = at == model.size() ? List::slot_end : model[at].slots.first.index();
            if (from == to) return;
            const std::uint32_t first = from + below(to - from);
            const freehold::Run run{{Slot{first}, 1 + below((to - first + 7) / 8)}, tag(below(4))};
            list.insert(list.begin() + at, run);
            model.insert(model.begin() + at, run);
        } else {
            list.erase(list.begin() + at);
            model.erase(model.begin() + at);
        }
        most = std::max(most, model.size());
        compare();
    }

    static RunTag tag(std::uint32_t n) {
        return {XousPid{static_cast<std::uint8_t>(2 + n / 2)}, n % 2 ? Hold::own : Hold::kept};
    }
    std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(engine() % bound); }

    void compare() {
        ASSERT_EQ(list.size(), model.size());
        List again;  // the same runs, put in from the first on: they stand elsewhere
        for (std::uint32_t i = 0; i < model.size(); ++i) {
            ASSERT_EQ(list[list.begin() + i], model[i]) << i;
            again.insert(again.end(), model[i]);
        }
        ASSERT_EQ(list, again);
        const Slot slot{below(List::slot_end)};
        const auto after =
            std::ranges::upper_bound(model, slot, {}, [](const freehold::Run& run) { return run.slots.first; });
        ASSERT_EQ(list.after(slot) - list.begin(), after - model.begin());
        const std::uint32_t from = below(static_cast<std::uint32_t>(model.size()) + 1);
        const auto found = std::ranges::find(model.begin() + from, model.end(), tag(1), &freehold::Run::tag);
        ASSERT_EQ(list.find(tag(1), list.begin() + from) - list.begin(), found - model.begin());
    }

    List list;
    std::vector<freehold::Run> model;
    std::mt19937 engine{5};
    std::size_t most = 0;
};

template <std::uint32_t slots>
struct Of : RunList<slots, capacity> {
    static constexpr std::uint32_t slot_end = slots;
};
using Layouts = testing::Types<Of<60>, Of<(1 << 16) - 1>, Of<(1 << 20) - 1>, Of<(1 << 28) - 1>>;
TYPED_TEST_SUITE(RunListTest, Layouts);

TYPED_TEST(RunListTest, AgreesWithAVector) {
    for (int step = 0; step < 20000 && !this->HasFatalFailure(); ++step) this->change();
    EXPECT_GT(this->most, capacity / 2);
}

TYPED_TEST(RunListTest, IsFilledAndEmptiedFromEitherEnd) {
    for (const bool low : {false, true}) {
        for (std::uint32_t i = 0; i < capacity; ++i) {
            const std::uint32_t slot = low ? capacity - 1 - i : i;
            this->list.insert(low ? this->list.begin() : this->list.end(), {{Slot{2 * slot}, 1}, this->tag(1)});
        }
        EXPECT_EQ(this->list.size(), capacity);
        for (std::uint32_t i = 0; i < capacity; ++i) EXPECT_EQ(this->list.first_slot(this->list.begin() + i), 2 * i);
        while (this->list.size() != 0) this->list.erase(low ? this->list.begin() : this->list.end() - 1);
    }
}

}  // namespace
