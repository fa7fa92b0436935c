// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace freehold {

/// The sum of the largest numbers of those added: at most `limit` of them, and `limit` at most `Most`.
template <std::uint32_t Most>
class LargestSum {
public:
    explicit constexpr LargestSum(std::uint32_t limit) : limit_{limit} {}
    constexpr void add(std::uint32_t value) {
        if (size_ == limit_ && (limit_ == 0 || value <= values_[0])) return;
        if (size_ == limit_) drop_smallest();
        values_[size_++] = value;
        sum_ += value;
        std::push_heap(values_.begin(), values_.begin() + size_, smallest_in_front);
    }
    [[nodiscard]] constexpr std::uint32_t sum() const { return sum_; }

private:
    static constexpr auto smallest_in_front = [](std::uint32_t a, std::uint32_t b) { return a > b; };

    constexpr void drop_smallest() {
        std::pop_heap(values_.begin(), values_.begin() + size_, smallest_in_front);
        sum_ -= values_[--size_];
    }

    std::array<std::uint32_t, Most>
        values_;  // the first `size_`; clearing the others would cost more than most searches
    std::uint32_t limit_;
    std::uint32_t size_ = 0;
    std::uint32_t sum_ = 0;
};

}  // namespace freehold
