// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <vector>

namespace freehold::bench {

/// The number of a page, counted from the first of the pool.
using PageNumber = std::uint32_t;

/// Which pages are taken before anything is measured.
using Fill = std::vector<bool>;

/// The owner that claims are made for; which one makes no difference.
inline constexpr std::uint8_t owner = 2;

/// What every allocator here can do. Those that record owners do so within `claim` and `release`.
template <class T>
concept Pool = std::constructible_from<T, const Fill&> && requires(T pool, PageNumber page) {
    { pool.claim() } -> std::same_as<std::optional<PageNumber>>;
    { pool.release(page) } -> std::same_as<void>;
};

/// What those can do that find pages in a row.
template <class T>
concept RunPool = Pool<T> && requires(T pool, PageNumber page, std::uint32_t count) {
    { pool.claim_run(count) } -> std::same_as<std::optional<PageNumber>>;
    { pool.release_run(page, count) } -> std::same_as<void>;
};

}  // namespace freehold::bench
