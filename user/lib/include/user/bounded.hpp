// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <utility>

namespace freehold::user {

/// At most so many of something, in the order in which they came: a share, which no request makes grow.
template <class T, unsigned most>
class Bounded {
public:
    /// @return where it lies until something before it is taken out; none, and `item` as it was, where all places are taken.
    T* add(T&& item) {
        if (full()) return nullptr;
        return &(items_[count_++] = std::move(item));
    }

    /// Takes one out; those behind it move up.
    T take(T* at) {
        T taken = std::move(*at);
        std::move(at + 1, end(), at);
        items_[--count_] = T{};
        return taken;
    }

    /// The first of which that holds; none where there is none.
    [[nodiscard]] T* find(auto&& wanted) {
        T* const found = std::find_if(begin(), end(), wanted);
        return found == end() ? nullptr : found;
    }

    [[nodiscard]] T* begin() { return items_.data(); }
    [[nodiscard]] T* end() { return items_.data() + count_; }
    [[nodiscard]] T& front() { return items_.front(); }
    [[nodiscard]] unsigned size() const { return count_; }
    [[nodiscard]] bool empty() const { return count_ == 0; }
    [[nodiscard]] bool full() const { return count_ == most; }

private:
    std::array<T, most> items_{};
    unsigned count_ = 0;
};

}  // namespace freehold::user
